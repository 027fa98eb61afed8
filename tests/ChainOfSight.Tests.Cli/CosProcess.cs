using System.Diagnostics;

namespace ChainOfSight.Tests.Cli;

/// <summary>Runs the built command line as a process of its own, as a user would.</summary>
internal static class CosProcess
{
    // A hung process must not hang the suite; no test expects to come near it.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    public static async Task<CosResult> RunAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(typeof(CosProcess).Assembly.Location.Replace("ChainOfSight.Tests.Cli.dll", "cos.dll", StringComparison.Ordinal));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"`cos {string.Join(' ', arguments)}` did not end within {Deadline.TotalMinutes} minutes. It printed: {await output}{await error}");
        }

        return new CosResult(process.ExitCode, await output, await error);
    }
}

/// <summary>What a run of the command line left behind.</summary>
internal sealed record CosResult(int ExitCode, string Output, string Error)
{
    /// <summary>Both streams hold no stack trace: a person reads them.</summary>
    public void ShowsNoStackTrace() =>
        Assert.DoesNotContain("   at ", Output + Error, StringComparison.Ordinal);
}
