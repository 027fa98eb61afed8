using System.Diagnostics;

namespace ChainOfSight.Benchmarks.Calls;

/// <summary>Times calls between grains, one after the other, from inside a grain: request, answer and both turns.</summary>
internal static class CallBenchmark
{
    private const int Chunk = 20_000;

    public static async Task RunAsync(int calls, TextWriter output)
    {
        await output.WriteLineAsync($"{calls} calls each, one after the other; microseconds per call");
        await output.WriteLineAsync($"{"",-52} {"median",8} {"p90",8} {"p99",8}");
        await foreach (var (what, times) in InProcessCalls.TimesAsync(calls))
        {
            await WriteAsync(output, what, times);
        }

        await WriteAsync(output, ProcessPeer.What, await ProcessBenchmark.TimesAsync(Math.Min(calls, Chunk)));
    }

    /// <summary>Lets one grain call another and warms both up before.</summary>
    /// <returns>Microseconds of each call, the shortest first.</returns>
    public static async Task<double[]> TimesAsync(IPingGrain caller, string callee, int calls, bool records)
    {
        await caller.Measure(callee, Chunk, records);
        var times = new List<double>();
        while (times.Count < calls)
        {
            var ticks = await caller.Measure(callee, Math.Min(Chunk, calls - times.Count), records);
            times.AddRange(ticks.Select(tick => tick * 1e6 / Stopwatch.Frequency));
        }

        return [.. times.Order()];
    }

    private static Task WriteAsync(TextWriter output, string what, double[] times) =>
        output.WriteLineAsync($"{what,-52} {At(times, 0.5),8:0.00} {At(times, 0.9),8:0.00} {At(times, 0.99),8:0.00}");

    private static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];
}
