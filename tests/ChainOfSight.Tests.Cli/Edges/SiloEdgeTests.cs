using ChainOfSight.Clustering;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Cli.Elastic;
using ChainOfSight.Tests.Cli.Tiny;

namespace ChainOfSight.Tests.Cli.Edges;

/// <summary>How a silo's process ends: refused at its start, by SIGTERM in good order, or because the others count it as dead.</summary>
public sealed class SiloEdgeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string?> environment;

    public SiloEdgeTests()
    {
        TinyFiles.Write(folder);
        folder.Write("tiny.json", TinyFiles.Recipe.Replace("\"steps\": 3, \"slots\": 1", "\"steps\": 1000000, \"slots\": 4", StringComparison.Ordinal));
        environment = new(TinyTraining.Environment(folder.Path)) { ["COS_SECRET"] = "the secret of this test" };
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Promise: a silo that could start no lane does not start; it says where it looked and what to do.</summary>
    [Fact]
    public async Task Silo_without_libtorch_does_not_start()
    {
        environment["COS_NATIVE"] = Path.Combine(folder.Path, "nowhere", "libcos.so");

        (await CosProcess.RunAsync(folder.Path, environment, "silo", "--name", "a")).Tells(2, "nowhere");
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "clusters")));
    }

    /// <summary>Promise: SIGTERM lets a silo end its step and hand over, then its process ends with 0; the run goes on elsewhere, and no line was an error.</summary>
    [Fact]
    public async Task Terminated_silo_hands_over_and_a_fenced_one_says_so()
    {
        await using var a = await SiloAsync("a");
        await using var b = await SiloAsync("b");
        (await CosAsync("submit", "tiny.json", "--min-replicas", "1")).Tells(0, "Follow it with");
        await using var watch = RunningCos.Start(folder.Path, environment, "watch", "tiny", "--json");
        await watch.UntilAsync("a step", IsStep);

        Assert.Equal(0, await a.TerminateAsync());
        Assert.Contains("Everything is handed over", a.Said(), StringComparison.Ordinal);
        Assert.DoesNotContain(" ERR ", a.Said() + b.Said(), StringComparison.Ordinal);
        await watch.UntilAsync("a later step", IsStep);

        // The verbs know no run of another name.
        foreach (var verb in new[] { "status", "watch", "pause", "resume", "stop", "quarantine", "stage list", "stage next", "stage retry", "stage accept", "stage revert" })
        {
            string[] arguments = [.. verb.Split(' '), "nothing", .. verb.EndsWith("revert", StringComparison.Ordinal) ? new[] { "pre-1" } : []];
            (await CosAsync(arguments)).Tells(2, "no run \"nothing\"", "./cos status");
        }

        (await CosAsync("quarantine", "tiny")).Tells(0, "no sample was left out");

        // What the others do to one that they count as dead.
        await FenceAsync("b");
        Assert.Equal(3, await b.EndAsync());
        Assert.Contains("This silo ends itself, the others go on without it", b.Said(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", b.Said(), StringComparison.Ordinal);
    }

    private async Task FenceAsync(string name)
    {
        var table = new BlobMembershipTable(new DirectoryBlobStore(folder.Path), "default");
        for (var isWritten = false; !isWritten;)
        {
            var all = await table.ReadAllAsync();
            var (row, etag) = all.Members.Single(member => member.Item1.SiloName == name && member.Item1.Status == SiloStatus.Active);
            row.Status = SiloStatus.Dead;
            isWritten = await table.UpdateRowAsync(row, etag, all.Version.Next());
        }
    }

    private async Task<RunningCos> SiloAsync(string name)
    {
        var silo = RunningCos.Start(folder.Path, environment, "silo", "--name", name);
        await silo.UntilAsync($"silo {name} serving", said => said.Contains($"Silo {name} serves", StringComparison.Ordinal));
        return silo;
    }

    private Task<CosResult> CosAsync(params string[] arguments) => CosProcess.RunAsync(folder.Path, environment, arguments);

    private static bool IsStep(string line) => line.Contains("\"event\":\"step\"", StringComparison.Ordinal);
}
