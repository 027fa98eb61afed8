namespace ChainOfSight.Data.Fetching;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">0 for success.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
public sealed record ProgramResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The first lines that it said, errors before output, for a message.</summary>
    public string Said => string.Join(' ', (Errors + "\n" + Output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(4));
}
