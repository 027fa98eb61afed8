using System.Diagnostics;
using System.Globalization;
using ChainOfSight.Storage;

namespace ChainOfSight.Benchmarks.Lanes;

/// <summary>
/// Two replicas of one run in mode <c>fast</c> against two runs of one replica each, both with two lanes of one thread at the same time in one process.
/// Equal slots per lane, taken in turns whose order alternates, medians over turns: a step of the pair does as many samples as a step of each of the two.
/// </summary>
/// <remarks>
/// Both sides share the machine's memory and caches alike, so what differs is the reduction alone: waiting, exchange, adding up. Part of it is no
/// work of ours: two replicas end a step together, so the slower one of each step counts. What that alone would cost is told from the single runs' own steps.
/// </remarks>
internal static class FastBenchmark
{
    /// <summary>Slots of a lane's step unless the caller says: with two samples each 64, a small batch of pre-training. The fewer there are, the more a step loses by ending with the slower lane.</summary>
    public const int DefaultSlots = 32;

    private const int StepsPerTurn = 2;
    private const double LeastShare = 0.95;

    public static async Task<int> RunAsync(int turns, string reduction, int slotsPerLane = DefaultSlots)
    {
        var model = new LaneModel(Width: 384, Layers: 6, Tokens: 128, SamplesPerSlot: 2);
        var store = new MemoryBlobStore();
        await using var pair = await LaneGroup.OpenAsync(store, model.Recipe("pair", 2 * slotsPerLane, reduction), 2);
        await using var left = await LaneGroup.OpenAsync(store, model.Recipe("left", slotsPerLane, reduction), 1);
        await using var right = await LaneGroup.OpenAsync(store, model.Recipe("right", slotsPerLane, reduction), 1);
        Print($"decoder of {model.StateBytes / 12 / 1e6:0.0} million parameters, {slotsPerLane} slots of {model.SamplesPerSlot} x {model.Tokens} tokens per lane and step, {turns} turns of {StepsPerTurn} steps, {Environment.ProcessorCount} processors");
        for (var step = 0; step < 2; step++)
        {
            await pair.StepAsync();
            await Task.WhenAll(left.StepAsync(), right.StepAsync());
        }

        var (together, alone) = (new List<Turn>(), new List<Turn>());
        for (var turn = 0; turn < turns; turn++)
        {
            for (var side = 0; side < 2; side++)
            {
                if ((side == 0) == (turn % 2 == 0))
                {
                    together.Add(await MeasureAsync(pair));
                }
                else
                {
                    alone.Add(await MeasureAsync(left, right));
                }
            }
        }

        var ratios = together.Zip(alone, (two, one) => two.StepsPerSecond / one.StepsPerSecond).ToList();
        var lockstep = alone.Select(turn => 1 / turn.LockstepSeconds / turn.StepsPerSecond).ToList();
        var samples = 2 * slotsPerLane * model.SamplesPerSlot;
        Tell($"two replicas, {reduction}", together, samples);
        Tell("two runs on their own", alone, samples);
        Print($"two runs on their own, were each step to end with the slower of both: median ratio {Median(lockstep):0.0 %} ({lockstep.Min():0.0 %} to {lockstep.Max():0.0 %})");
        Print($"two replicas, {reduction}: median ratio {Median(ratios):0.0 %} ({ratios.Min():0.0 %} to {ratios.Max():0.0 %})");
        Print($"at least {LeastShare:0 %}: {(Median(ratios) >= LeastShare ? "PASS" : "FAIL")}");
        return Median(ratios) >= LeastShare ? 0 : 1;
    }

    private static async Task<Turn> MeasureAsync(params LaneGroup[] groups)
    {
        var before = groups.Select(group => group.Times).ToList();
        var cpu = Environment.CpuUsage.TotalTime;
        var steps = await Task.WhenAll(groups.Select(TimeAsync));
        cpu = Environment.CpuUsage.TotalTime - cpu;
        var lanes = 2.0 * StepsPerTurn;
        return new Turn(
            steps.Average(own => StepsPerTurn / own.Sum()),
            Enumerable.Range(0, StepsPerTurn).Average(step => steps.Max(own => own[step])),
            cpu.TotalSeconds / lanes,
            groups.Zip(before, (group, old) => group.Times - old).Aggregate((sum, more) => sum + more) / lanes);
    }

    // Seconds of each step.
    private static async Task<double[]> TimeAsync(LaneGroup group)
    {
        var steps = new double[StepsPerTurn];
        for (var step = 0; step < StepsPerTurn; step++)
        {
            var begun = Stopwatch.GetTimestamp();
            await group.StepAsync();
            steps[step] = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        }

        return steps;
    }

    private static void Tell(string what, List<Turn> turns, int samples)
    {
        Print($"{what}: {Median(turns.Select(turn => turn.StepsPerSecond)) * samples:0.00} samples/s; a lane's step takes {Millis(turn => 1 / turn.StepsPerSecond):0} ms and {Millis(turn => turn.CpuSeconds):0} ms of a processor");
        Print($"  slots and sums {Millis(turn => turn.Lanes.Compute.TotalSeconds):0} ms, update {Millis(turn => turn.Lanes.Apply.TotalSeconds):0} ms, waiting for data {Millis(turn => turn.Lanes.DataWait.TotalSeconds):0} ms, for the other {Millis(turn => turn.Lanes.ExchangeWait.TotalSeconds):0} ms");

        double Millis(Func<Turn, double> seconds) => 1000 * Median(turns.Select(seconds));
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2 : 0;

    /// <summary>What one side did in one turn.</summary>
    /// <param name="StepsPerSecond">Steps of a lane.</param>
    /// <param name="LockstepSeconds">A step, where the slower of both counts.</param>
    /// <param name="CpuSeconds">Processor time of a lane's step, whatever thread it was on.</param>
    /// <param name="Lanes">Where a lane's step went.</param>
    private sealed record Turn(double StepsPerSecond, double LockstepSeconds, double CpuSeconds, LaneTimes Lanes);
}
