using System.Diagnostics;

namespace ChainOfSight.Benchmarks.Calls;

/// <summary>Times calls between grains, one after the other, from inside a grain: request, answer and both turns.</summary>
internal static class CallBenchmark
{
    private const int Chunk = 20_000;

    // The compiler makes its last version of a method some time after its thirtieth call, beside the calls.
    private const int WarmUps = 5;

    public static async Task RunAsync(int calls, TextWriter output)
    {
        await output.WriteLineAsync($"{calls} calls each, one after the other; sorts within a process take turns of {Chunk}; microseconds per call");
        await output.WriteLineAsync($"{"",-52} {"median",8} {"p90",8} {"p99",8}");
        await using (var open = await InProcessCalls.OpenAsync())
        {
            foreach (var (row, times) in open.Rows.Zip(await TimesAsync(open.Rows, calls)))
            {
                await WriteAsync(output, row.What, times);
            }
        }

        await WriteAsync(output, ProcessPeer.What, await ProcessBenchmark.TimesAsync(Math.Min(calls, Chunk)));
    }

    /// <summary>Warms every sort up, then lets them take turns, so that whatever else the machine does meets all alike.</summary>
    /// <returns>Microseconds of each call of each row, the shortest first.</returns>
    private static async Task<double[][]> TimesAsync(IReadOnlyList<CallRow> rows, int calls)
    {
        var times = rows.Select(_ => new List<double>()).ToArray();
        for (var turn = -WarmUps; turn * Chunk < calls; turn++)
        {
            for (var i = 0; i < rows.Count; i++)
            {
                var ticks = await rows[i].Caller.Measure(rows[i].Callee, turn < 0 ? Chunk : Math.Min(Chunk, calls - (turn * Chunk)), rows[i].Records);
                if (turn >= 0)
                {
                    times[i].AddRange(ticks.Select(tick => tick * 1e6 / Stopwatch.Frequency));
                }
            }
        }

        return [.. times.Select(row => row.Order().ToArray())];
    }

    private static Task WriteAsync(TextWriter output, string what, double[] times) =>
        output.WriteLineAsync($"{what,-52} {At(times, 0.5),8:0.00} {At(times, 0.9),8:0.00} {At(times, 0.99),8:0.00}");

    private static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];
}
