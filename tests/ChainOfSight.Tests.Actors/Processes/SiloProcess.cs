using System.Diagnostics;
using System.Globalization;
using ChainOfSight.Actors.Transport.Http;

namespace ChainOfSight.Tests.Actors.Processes;

/// <summary>A silo that runs in a process of its own.</summary>
internal sealed class SiloProcess : IDisposable
{
    private static readonly TimeSpan DeadlockGuard = TimeSpan.FromMinutes(3);
    private readonly Process process;

    private SiloProcess(string name, int port, Process process) => (Name, Port, this.process) = (name, port, process);

    public string Name { get; }

    public int Port { get; }

    public static SiloProcess Start(string folder, string name, string secret, int? port = null)
    {
        var listen = port ?? LoopbackOnly.FreePort();
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in new[] { typeof(SiloProcess).Assembly.Location, folder, name, listen.ToString(CultureInfo.InvariantCulture), secret })
        {
            start.ArgumentList.Add(argument);
        }

        return new SiloProcess(name, listen, Process.Start(start)!);
    }

    /// <summary>The next line that it says.</summary>
    public async Task<string?> SaysAsync() => await process.StandardOutput.ReadLineAsync().WaitAsync(DeadlockGuard);

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(DeadlockGuard);
    }

    /// <summary>Asks it to leave in good order.</summary>
    public async Task<int> StopAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(DeadlockGuard);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
