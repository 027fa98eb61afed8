using ChainOfSight.Actors.Testing;

namespace ChainOfSight.Benchmarks.Calls;

/// <summary>Times calls between grains of this process on the embedded runtime.</summary>
internal static class InProcessCalls
{
    /// <summary>What was called how, with the sorted times.</summary>
    public static async IAsyncEnumerable<(string What, double[] Times)> TimesAsync(int calls)
    {
        foreach (var (silos, records, serialize) in new[] { (1, false, false), (1, true, false), (1, true, true), (2, true, false) })
        {
            await using var cluster = await TestCluster.StartAsync(options =>
            {
                options.InitialSilos = silos;
                options.Runtime.SerializeEverything = serialize;
                options.GrainTypes = [typeof(PingGrain)];
            });
            var (caller, callee) = await PairAsync(cluster, silos);
            var times = await CallBenchmark.TimesAsync(cluster.Silos[0].GrainFactory.GetGrain<IPingGrain>(caller), callee, calls, records);
            yield return ($"{(silos == 1 ? "one silo" : "two silos, in-memory network")}, {(records ? "record of 5" : "number")}, {(silos > 1 || serialize ? "serialized" : "copied")}", times);
        }
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
