using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ChainOfSight.Tests.Storage.Azure;

/// <summary>A real Azurite in a process of its own, on a free port of the loopback.</summary>
public sealed partial class AzuriteServer : IAsyncDisposable
{
    /// <summary>The account that Azurite comes with.</summary>
    public const string Account = "devstoreaccount1";

    /// <summary>Its key, public knowledge.</summary>
    public const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan StartGuard = TimeSpan.FromMinutes(1);
    private readonly Process process;

    private AzuriteServer(Process process, Uri endpoint) => (this.process, Endpoint) = (process, endpoint);

    /// <summary>Where it listens.</summary>
    public Uri Endpoint { get; }

    /// <summary>Connection string of its account.</summary>
    public string ConnectionString => ConnectionStringFor(Endpoint);

    /// <summary>Connection string of the account at another endpoint, such as a proxy.</summary>
    public static string ConnectionStringFor(Uri endpoint, string key = Key) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={key};BlobEndpoint={endpoint.GetLeftPart(UriPartial.Authority)}/{Account};";

    /// <summary>Starts it.</summary>
    /// <param name="folder">Where it keeps its data; null for memory.</param>
    /// <param name="port">Port; 0 for a free one.</param>
    public static async Task<AzuriteServer> StartAsync(string? folder = null, int port = 0)
    {
        Assert.True(File.Exists(AzuriteFiles.Program), $"{AzuriteFiles.Program} is absent. Run ./cos test once with Node and a network; it fetches Azurite.");
        string[] place = folder is null ? ["--inMemoryPersistence", "--extentMemoryLimit", "512"] : ["--location", folder];
        var process = Process.Start(new ProcessStartInfo(
            "node", [AzuriteFiles.Program, "--blobHost", "127.0.0.1", "--blobPort", $"{port}", "--disableTelemetry", "--skipApiVersionCheck", .. place])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var listens = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new List<string>();
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => listens.TrySetException(new InvalidOperationException($"Azurite ended at its start: {string.Join('\n', said)}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new AzuriteServer(process, await listens.Task.WaitAsync(StartGuard));

        void Hear(string? line)
        {
            if (line is null)
            {
                return;
            }

            said.Add(line);
            if (ListensForm().Match(line) is { Success: true } match)
            {
                listens.TrySetResult(new Uri(match.Value));
            }
        }
    }

    /// <summary>Ends it with time to write its index to its folder: killed, it forgets what is younger than that.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync().WaitAsync(StartGuard);
    }

    /// <summary>Ends it without warning, as a crash does.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }

    [GeneratedRegex("http://127\\.0\\.0\\.1:[0-9]+$")]
    private static partial Regex ListensForm();
}
