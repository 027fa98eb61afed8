using ChainOfSight.Actors.Testing;

namespace ChainOfSight.Benchmarks.Calls;

/// <summary>Grains of this process on the embedded runtime, to be timed.</summary>
internal sealed class InProcessCalls : IAsyncDisposable
{
    private readonly List<TestCluster> clusters = [];
    private readonly List<CallRow> rows = [];

    private InProcessCalls()
    {
    }

    /// <summary>What is called how.</summary>
    public IReadOnlyList<CallRow> Rows => rows;

    public static async Task<InProcessCalls> OpenAsync()
    {
        var calls = new InProcessCalls();
        foreach (var (silos, serialize) in new[] { (1, false), (1, true), (2, false) })
        {
            await calls.AddAsync(silos, serialize);
        }

        return calls;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var cluster in clusters)
        {
            await cluster.DisposeAsync();
        }
    }

    private async Task AddAsync(int silos, bool serialize)
    {
        var cluster = await TestCluster.StartAsync(options =>
        {
            options.InitialSilos = silos;
            options.Runtime.SerializeEverything = serialize;
            options.GrainTypes = [typeof(PingGrain)];
        });
        clusters.Add(cluster);
        var (first, callee) = await PairAsync(cluster, silos);
        var caller = cluster.Silos[0].GrainFactory.GetGrain<IPingGrain>(first);
        if (silos == 1 && !serialize)
        {
            rows.Add(new CallRow("one silo, number, copied", caller, callee, Records: false));
        }

        rows.Add(new CallRow($"{(silos == 1 ? "one silo" : "two silos, in-memory network")}, record of 5, {(silos > 1 || serialize ? "serialized" : "copied")}", caller, callee, Records: true));
    }

    /// <summary>Two grains: on one silo, or one on each.</summary>
    private static async Task<(string Caller, string Callee)> PairAsync(TestCluster cluster, int silos)
    {
        string? first = null;
        for (var i = 0; ; i++)
        {
            var grain = cluster.Silos[0].GrainFactory.GetGrain<IPingGrain>($"ping {i}");
            await grain.Ping(0);
            var host = cluster.Silos.Single(silo => silo.Has(grain.GetGrainId()));
            if (host == cluster.Silos[0] && first is null)
            {
                first = $"ping {i}";
            }
            else if (first is not null && host == cluster.Silos[silos - 1])
            {
                return (first, $"ping {i}");
            }
        }
    }
}
