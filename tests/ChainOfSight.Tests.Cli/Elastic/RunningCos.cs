using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace ChainOfSight.Tests.Cli.Elastic;

/// <summary>A command of <c>cos</c> that goes on running while a test does other things.</summary>
internal sealed class RunningCos : IAsyncDisposable
{
    // A hung process must not hang the suite; no test expects to come near it.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder said = new();
    private readonly Process process;

    private RunningCos(Process process)
    {
        this.process = process;
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => lines.Writer.TryComplete();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public static RunningCos Start(string folder, Dictionary<string, string?> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(RunningCos).Assembly.Location.Replace("ChainOfSight.Tests.Cli.dll", "cos.dll", StringComparison.Ordinal));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new RunningCos(Process.Start(start)!);
    }

    /// <summary>Waits until it prints a line that is wanted.</summary>
    public async Task<string> UntilAsync(string what, Func<string, bool> isIt)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            await foreach (var line in lines.Reader.ReadAllAsync(deadline.Token))
            {
                if (isIt(line))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Told below.
        }

        throw new InvalidOperationException($"{what} never came. It printed: {Said()}");
    }

    /// <summary>Ends it without warning.</summary>
    public void Kill() => process.Kill();

    /// <summary>Asks it to end, and waits.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        return await EndAsync();
    }

    /// <summary>Waits until it ends by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Deadline);
        return process.ExitCode;
    }

    public string Said()
    {
        lock (said)
        {
            return said.ToString();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Hear(object sender, DataReceivedEventArgs heard)
    {
        if (heard.Data is { } line)
        {
            lock (said)
            {
                said.AppendLine(line);
            }

            lines.Writer.TryWrite(line);
        }
    }
}
