using System.Globalization;
using ChainOfSight.Storage;

namespace ChainOfSight.Benchmarks.Lanes;

/// <summary>
/// Two replicas of one run in mode <c>fast</c> against two runs of one replica each, both with two lanes of one thread at the same time in one process.
/// Equal slots per lane, taken in turns, medians of the time of a step: a step of the pair does as many samples as a step of each of the two.
/// </summary>
/// <remarks>Both sides share the machine's memory and caches alike, so what differs is the reduction alone: waiting, exchange, adding up.</remarks>
internal static class FastBenchmark
{
    private const int SlotsPerLane = 4;
    private const int StepsPerTurn = 4;
    private const double LeastShare = 0.95;

    public static async Task<int> RunAsync(int turns, string reduction)
    {
        var model = new LaneModel(Width: 384, Layers: 6, Tokens: 128, SamplesPerSlot: 2);
        var store = new MemoryBlobStore();
        await using var pair = await LaneGroup.OpenAsync(store, model.Recipe("pair", 2 * SlotsPerLane, reduction), 2);
        await using var left = await LaneGroup.OpenAsync(store, model.Recipe("left", SlotsPerLane, reduction), 1);
        await using var right = await LaneGroup.OpenAsync(store, model.Recipe("right", SlotsPerLane, reduction), 1);
        Print($"decoder of {model.StateBytes / 12 / 1e6:0.0} million parameters, {SlotsPerLane} slots of {model.SamplesPerSlot} x {model.Tokens} tokens per lane and step, {turns} turns of {StepsPerTurn} steps, {Environment.ProcessorCount} processors");
        await pair.StepAsync();
        await Task.WhenAll(left.StepAsync(), right.StepAsync());
        var (together, alone, ratios) = (new List<double>(), new List<double>(), new List<double>());
        for (var turn = 0; turn < turns; turn++)
        {
            var paired = await TimeAsync(pair);

            // The sum of what both do: each by its own time.
            var both = await Task.WhenAll(TimeAsync(left), TimeAsync(right));
            together.Add(1 / paired);
            alone.Add(both.Average(step => 1 / step));
            ratios.Add(together[^1] / alone[^1]);
        }

        var samples = 2 * SlotsPerLane * model.SamplesPerSlot;
        var ratio = Median(ratios);
        Print($"two replicas, {reduction}: {Median(together) * samples:0.00} samples/s; two runs on their own: {Median(alone) * samples:0.00} samples/s; median ratio {ratio:0.0 %} ({ratios.Min():0.0 %} to {ratios.Max():0.0 %})");
        Print($"at least {LeastShare:0 %}: {(ratio >= LeastShare ? "PASS" : "FAIL")}");
        return ratio >= LeastShare ? 0 : 1;
    }

    // Seconds of a step.
    private static async Task<double> TimeAsync(LaneGroup group)
    {
        var begun = TimeProvider.System.GetTimestamp();
        for (var step = 0; step < StepsPerTurn; step++)
        {
            await group.StepAsync();
        }

        return TimeProvider.System.GetElapsedTime(begun).TotalSeconds / StepsPerTurn;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2 : 0;

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
