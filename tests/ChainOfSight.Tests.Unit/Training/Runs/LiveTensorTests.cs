using ChainOfSight.Storage;
using ChainOfSight.Tests.Support.Reference;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Tests.Unit.Torch;
using ChainOfSight.Torch.Memory;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Runs;

namespace ChainOfSight.Tests.Unit.Training.Runs;

/// <summary>Training leaks no native memory: the number of live tensors is the same after many steps, and building leaves none behind.</summary>
[Collection(nameof(LiveTensorCollection))]
public sealed class LiveTensorTests
{
    private const int Steps = 205;

    [Fact]
    public async Task Live_tensors_are_flat_over_the_steps_of_every_kind_of_stage()
    {
        var before = LiveTensorCollection.Settled().Native;
        var recipe = TinyRecipe.Read(
            ("\"steps\": 6, \"slots\": 3", $"\"steps\": {Steps}, \"slots\": 3"),
            ("\"steps\": 6, \"slots\": 2", $"\"steps\": {Steps}, \"slots\": 2"),
            ("\"steps\": 8,", $"\"steps\": {Steps},"),
            ("\"steps\": 5,", $"\"steps\": {Steps},"),
            ("\"everySteps\": 3", "\"everySteps\": 100"));
        var count = new Counter();

        var outcome = await new TrainingRun(new RunOptions { Recipe = recipe, Store = new MemoryBlobStore(), Data = new TinyData(), Progress = count }).RunAsync();

        Assert.Equal(RunStatus.Completed, outcome.Status);
        foreach (var stage in recipe.Stages)
        {
            // Finalizers ran before the later count only: what was merely forgotten shows as well as what is kept.
            Assert.Equal((stage.Name, count.Live[(stage.Name, 2)]), (stage.Name, count.Live[(stage.Name, Steps - 1)]));
        }

        Assert.Equal(before, LiveTensorCollection.Settled().Native);
    }

    private sealed class Counter : IProgress<RunEvent>
    {
        public Dictionary<(string, long), long> Live { get; } = [];

        public void Report(RunEvent value)
        {
            if (value is StepDone step)
            {
                Live[(step.Stage, step.Step)] = step.Step == Steps - 1 ? LiveTensorCollection.Settled().Native : LiveTensors.NativeCount;
            }
        }
    }
}
