using System.Globalization;
using ChainOfSight.Benchmarks.Lanes;
using ChainOfSight.Storage;
using ChainOfSight.Storage.Azure;
using ChainOfSight.Training.Checkpoints;

namespace ChainOfSight.Benchmarks.Checkpoints;

/// <summary>
/// Trains a decoder on one lane with one thread and saves it in between. Prints how long training lost to each save, the first one too, and what a save
/// costs of the processors in a window between two saves, taken from a save that nothing else runs beside.
/// </summary>
internal static class CheckpointBenchmark
{
    private const int Width = 768;
    private const int PlainSteps = 3;
    private const double LargestShare = 0.02;
    private const double LargestStepShare = 0.05;
    private static readonly TimeSpan LeastLimit = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan DefaultWindow = TimeSpan.FromMinutes(5);

    public static async Task<int> RunAsync(CheckpointBenchmarkOptions options)
    {
        var folder = options.Store is null ? Directory.CreateTempSubdirectory("cos-benchmark-").FullName : null;
        var store = StoreOpener.Open(options.Store ?? folder!);
        var window = options.Window ?? DefaultWindow;
        var layer = new LaneModel(Width, 1, Tokens: 32, SamplesPerSlot: 1);
        var model = layer with { Layers = (int)Math.Max(1, (((long)options.Megabytes << 20) + layer.StateBytes - 1) / layer.StateBytes) };
        try
        {
            await using var group = await LaneGroup.OpenAsync(store, model.Recipe("benchmark", slots: 1), 1);
            Print($"{model.StateBytes >> 20} MB of state in {model.Layers} layers, {Environment.ProcessorCount} processors, {store.Description}");
            var holds = await StallAsync(group, store, options.Saves);
            holds &= await ShareAsync(group, store, window);
            Print($"stall at most {LeastLimit.TotalSeconds} s or {LargestStepShare:0 %} of a step, at most {LargestShare:0 %} of the processors: {(holds ? "PASS" : "FAIL")}");
            return holds ? 0 : 1;
        }
        finally
        {
            if (folder is not null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task<bool> StallAsync(LaneGroup group, IBlobStore store, int saves)
    {
        var holds = true;
        for (var save = 1; save <= saves; save++)
        {
            var plain = new List<TimeSpan>();
            for (var i = 0; i < PlainSteps; i++)
            {
                plain.Add(await TimeAsync(group.StepAsync));
            }

            var step = plain.Order().ElementAt(PlainSteps / 2);
            var saving = group.SaveAsync();
            var beside = await TimeAsync(group.StepAsync);
            var saved = await saving;
            var limit = step * LargestStepShare > LeastLimit ? step * LargestStepShare : LeastLimit;
            holds &= saved.Stalled <= limit;
            Print($"save {save}: training lost {saved.Stalled.TotalSeconds:0.000} s; the step beside it took {beside.TotalSeconds:0.00} s, those before {step.TotalSeconds:0.00} s; written and verified in {saved.Writing.TotalSeconds:0.0} s");
            await new CheckpointCatalog(store).DeleteAsync(saved.Name);
        }

        // No promise: nothing hides the copy when the update follows at once, which no run does.
        var checksum = await group.ReduceAsync();
        var bare = group.SaveAsync();
        await group.ApplyAsync(checksum);
        var last = await bare;
        Print($"with the update at once: training lost {last.Stalled.TotalSeconds:0.000} s");
        await new CheckpointCatalog(store).DeleteAsync(last.Name);
        return holds;
    }

    private static async Task<bool> ShareAsync(LaneGroup group, IBlobStore store, TimeSpan window)
    {
        var before = Environment.CpuUsage.TotalTime;
        var saved = await group.SaveAsync();
        var processor = Environment.CpuUsage.TotalTime - before;
        var share = processor / (window * Environment.ProcessorCount);
        Print($"a save alone: {saved.Bytes >> 20} MB, {processor.TotalSeconds:0.00} s of processor = {share:0.00 %} of what {window.TotalSeconds:0} s between two saves have");
        await new CheckpointCatalog(store).DeleteAsync(saved.Name);
        return share <= LargestShare;
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await work();
        return TimeProvider.System.GetElapsedTime(begun);
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
