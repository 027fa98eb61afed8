using System.Globalization;
using ChainOfSight.Storage;
using ChainOfSight.Storage.Azure;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Stages;
using ChainOfSight.Training.Steps;

namespace ChainOfSight.Benchmarks.Checkpoints;

/// <summary>
/// Saves a state of a given size as a run does: copies it to host memory on the lane, which is all that training waits for, then writes, hashes and
/// verifies it beside. Prints the stall and the processor's share of a window between two saves.
/// </summary>
internal static class CheckpointBenchmark
{
    private const int TensorElements = 4 << 20;
    private const double LargestShare = 0.02;
    private static readonly TimeSpan LongestStall = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan DefaultWindow = TimeSpan.FromMinutes(5);

    public static async Task<int> RunAsync(CheckpointBenchmarkOptions options)
    {
        var folder = options.Store is null ? Directory.CreateTempSubdirectory("cos-benchmark-").FullName : null;
        var store = StoreOpener.Open(options.Store ?? folder!);
        var window = options.Window ?? DefaultWindow;
        await using var lane = new Lane("cpu");
        var state = await lane.RunAsync(() => NewState(options.Megabytes));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{state.Count} tensors, {options.Megabytes} MB, {Environment.ProcessorCount} processors, {store.Description}, a save every {window.TotalSeconds:0} s"));
        var holds = true;
        try
        {
            for (var save = 0; save < options.Saves; save++)
            {
                var (stall, processor, elapsed) = await SaveAsync(lane, state, store, save);
                var share = processor / (window * Environment.ProcessorCount);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"save {save + 1}: training stood still for {stall.TotalSeconds:0.000} s; written and verified after {elapsed.TotalSeconds:0.0} s; {processor.TotalSeconds:0.00} s of processor = {share:0.00 %} of the window"));
                holds &= stall <= LongestStall && share <= LargestShare;
            }
        }
        finally
        {
            await lane.RunAsync(() => state.ForEach(tensor => tensor.Value.Dispose()));
            if (folder is not null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"at most {LongestStall.TotalSeconds} s of stall and {LargestShare:0 %} of the processor: {(holds ? "holds" : "does not hold")}"));
        return holds ? 0 : 1;
    }

    private static List<(string Name, Tensor Value)> NewState(int megabytes)
    {
        var count = Math.Max(1, (int)(((long)megabytes << 20) / (TensorElements * sizeof(float))));
        return [.. Enumerable.Range(0, count).Select(i => ($"decoder.part.{i}", torch.full([TensorElements], 0.5 + i)))];
    }

    private static async Task<(TimeSpan Stall, TimeSpan Processor, TimeSpan Elapsed)> SaveAsync(Lane lane, List<(string Name, Tensor Value)> state, IBlobStore store, int save)
    {
        var time = TimeProvider.System;
        var (begun, before) = (time.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var copies = await lane.RunAsync(() => state.ConvertAll(tensor => TensorCopies.ToHost(tensor.Name, tensor.Value)));
        var stall = time.GetElapsedTime(begun);
        var third = Math.Max(1, copies.Count / 3);
        var name = new CheckpointName("benchmark", "stage", save, 1, "local");
        var content = new CheckpointContent(
            new CheckpointState { Version = CheckpointState.CurrentVersion, Run = "benchmark", RecipeHash = "", Stage = "stage", StageIndex = 0, Step = save, Updates = save, Position = 0, Seed = 0, Recipe = "{}" },
            copies[..third].ToDictionary(tensor => tensor.Name),
            copies[third..].ToDictionary(tensor => tensor.Name));
        await new CheckpointWriter(store).WriteAsync(name, content);
        await new CheckpointReader(store).VerifyAsync(name);
        var (elapsed, processor) = (time.GetElapsedTime(begun), Environment.CpuUsage.TotalTime - before);
        await new CheckpointCatalog(store).DeleteAsync(name);
        return (stall, processor, elapsed);
    }
}
