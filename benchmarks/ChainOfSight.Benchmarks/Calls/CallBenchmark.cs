using System.Diagnostics;
using ChainOfSight.Actors.Testing;

namespace ChainOfSight.Benchmarks.Calls;

/// <summary>Times calls between grains, one after the other, from inside a grain: request, answer and both turns.</summary>
internal static class CallBenchmark
{
    private const int Chunk = 20_000;

    public static async Task RunAsync(int calls, TextWriter output)
    {
        await output.WriteLineAsync($"{calls} calls each, one after the other; microseconds per call");
        await output.WriteLineAsync($"{"",-52} {"median",8} {"p90",8} {"p99",8}");
        foreach (var (silos, records, serialize) in new[] { (1, false, false), (1, true, false), (1, true, true), (2, true, false) })
        {
            await using var cluster = await TestCluster.StartAsync(options =>
            {
                options.InitialSilos = silos;
                options.Runtime.SerializeEverything = serialize;
                options.GrainTypes = [typeof(PingGrain)];
            });
            var (caller, callee) = await PairAsync(cluster, silos);
            var times = await TimesAsync(cluster, caller, callee, calls, records);
            var what = $"{(silos == 1 ? "one silo" : "two silos, in-memory network")}, {(records ? "record of 5" : "number")}, {(silos > 1 || serialize ? "serialized" : "copied")}";
            await WriteAsync(output, what, times);
        }

        await WriteAsync(output, "two processes, HTTP/2 on loopback, record of 5", await ProcessBenchmark.TimesAsync(Math.Min(calls, Chunk)));
    }

    private static Task WriteAsync(TextWriter output, string what, double[] times) =>
        output.WriteLineAsync($"{what,-52} {At(times, 0.5),8:0.00} {At(times, 0.9),8:0.00} {At(times, 0.99),8:0.00}");

    private static async Task<double[]> TimesAsync(TestCluster cluster, string caller, string callee, int calls, bool records)
    {
        var grain = cluster.Silos[0].GrainFactory.GetGrain<IPingGrain>(caller);
        await grain.Measure(callee, Chunk, records);
        var times = new List<double>();
        while (times.Count < calls)
        {
            var ticks = await grain.Measure(callee, Math.Min(Chunk, calls - times.Count), records);
            times.AddRange(ticks.Select(tick => tick * 1e6 / Stopwatch.Frequency));
        }

        return [.. times.Order()];
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

    private static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];
}
