using System.Collections.Concurrent;
using System.Diagnostics;

namespace ChainOfSight.Proofs.Processes;

/// <summary>A <c>cos</c> process, usually a silo, that can be killed, frozen and asked to end.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<SaidLine> said = new();
    private readonly TaskCompletionSource serving = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SiloProcess(string name, Process process)
    {
        (Name, this.process) = (name, process);
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => serving.TrySetException(new InvalidOperationException($"The process of {name} ended with code {process.ExitCode}. It printed: {Text()}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Name { get; }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    /// <summary>Whether it was asked to end.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>Ends once the silo serves.</summary>
    public Task Serving => serving.Task;

    /// <summary>What it printed, with when.</summary>
    public IEnumerable<SaidLine> Said => said;

    /// <summary>Starts a command.</summary>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="folder">Where it works.</param>
    /// <param name="environment">Variables.</param>
    /// <param name="arguments">Verb and options.</param>
    public static SiloProcess Start(string name, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "cos.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        return new SiloProcess(name, Process.Start(start)!);
    }

    public void Kill() => process.Kill();

    public void Freeze() => Signals.Send(Id, Signals.Stop);

    public void Thaw() => Signals.Send(Id, Signals.Continue);

    /// <summary>Asks it to end.</summary>
    public void Terminate()
    {
        IsLeaving = true;
        Signals.Send(Id, Signals.Terminate);
    }

    /// <summary>Waits for its end.</summary>
    public Task EndedAsync(CancellationToken cancellationToken) => process.WaitForExitAsync(cancellationToken);

    /// <summary>All that it printed.</summary>
    public string Text() => string.Join('\n', said.Select(line => line.Text));

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
        process.Dispose();
        _ = serving.Task.Exception;
    }

    private void Hear(object sender, DataReceivedEventArgs heard)
    {
        if (heard.Data is not { } line)
        {
            return;
        }

        said.Enqueue(new SaidLine(TimeProvider.System.GetTimestamp(), line));
        if (line.Contains($"Silo {Name} serves", StringComparison.Ordinal))
        {
            serving.TrySetResult();
        }
    }
}
