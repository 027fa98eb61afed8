namespace ChainOfSight.Proofs.Commands;

/// <summary>Writes where a command is: one line that is overwritten on a terminal, else lines of their own.</summary>
/// <param name="error">Where to.</param>
/// <param name="time">The clock.</param>
internal sealed class ProgressLines(TextWriter error, TimeProvider time) : IProgress<string>
{
    private readonly long begun = time.GetTimestamp();

    /// <inheritdoc/>
    public void Report(string value)
    {
        var line = $"[{time.GetElapsedTime(begun):hh\\:mm\\:ss}] {value}";
        lock (error)
        {
            if (Console.IsErrorRedirected)
            {
                error.WriteLine(line);
            }
            else
            {
                error.Write($"\r\u001b[K{line}");
            }
        }
    }
}
