using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ChainOfSight.Tests.Cli;

/// <summary>Runs the built command line as a process of its own, as a user would.</summary>
internal static class CosProcess
{
    // A hung process must not hang the suite; no test expects to come near it.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    public static Task<CosResult> RunAsync(string folder, params string[] arguments) => RunAsync(folder, [], arguments);

    /// <summary>Runs it with variables of its environment set, null to unset one.</summary>
    public static async Task<CosResult> RunAsync(string folder, Dictionary<string, string?> environment, params string[] arguments)
    {
        using var process = Start(folder, environment, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        return await EndAsync(process, output, arguments);
    }

    /// <summary>Runs it until it has printed a text, then presses Ctrl-C once.</summary>
    public static async Task<CosResult> InterruptAsync(string folder, Dictionary<string, string?> environment, string until, params string[] arguments)
    {
        using var process = Start(folder, environment, arguments);
        var printed = new StringBuilder();
        while (!printed.ToString().Contains(until, StringComparison.Ordinal) && await process.StandardOutput.ReadLineAsync() is { } line)
        {
            printed.AppendLine(line);
        }

        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        return await EndAsync(process, RestAsync(), arguments);

        async Task<string> RestAsync() => printed + await process.StandardOutput.ReadToEndAsync();
    }

    private static Process Start(string folder, Dictionary<string, string?> environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(typeof(CosProcess).Assembly.Location.Replace("ChainOfSight.Tests.Cli.dll", "cos.dll", StringComparison.Ordinal));
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    private static async Task<CosResult> EndAsync(Process process, Task<string> output, string[] arguments)
    {
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

    /// <summary>It ended as told, the message holds all of these, and there is no stack trace.</summary>
    public void Tells(int exitCode, params string[] texts)
    {
        Assert.True(ExitCode == exitCode, $"expected exit code {exitCode}, was {ExitCode}:\n{Output}{Error}");
        Assert.All(texts, text => Assert.Contains(text, Output + Error, StringComparison.Ordinal));
        ShowsNoStackTrace();
    }
}
