using ChainOfSight.Storage;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Training.Evaluation;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Runs;

namespace ChainOfSight.Tests.Unit.Evaluation;

/// <summary>The tiny recipe, trained once with evaluation and every checkpoint kept; tests only read it.</summary>
public sealed class TrainedTinyRun : IAsyncLifetime
{
    internal MemoryBlobStore Store { get; } = new();

    internal IReadOnlyList<StageEvaluated> Evaluations { get; private set; } = [];

    public async Task InitializeAsync() => Evaluations = await TrainAsync(Store);

    public Task DisposeAsync() => Task.CompletedTask;

    internal static async Task<IReadOnlyList<StageEvaluated>> TrainAsync(MemoryBlobStore store)
    {
        var recipe = TinyRecipe.Read(("\"lossSamples\": 8", ShadeQuestions.Recipe), ("\"keep\": 3", "\"keep\": 30"));
        var run = new TinyRun(store, recipe) { Evaluator = new StageEvaluator(new ShadeQuestions(), TimeProvider.System) };
        Assert.Equal(RunStatus.Completed, (await run.TrainAsync()).Status);
        return [.. run.Events.OfType<StageEvaluated>()];
    }
}
