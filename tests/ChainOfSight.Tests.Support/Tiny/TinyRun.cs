using ChainOfSight.Storage;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Tests.Support.Reference;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Tests.Support.Tiny;

/// <summary>Runs the tiny recipe and keeps what it reports.</summary>
internal sealed class TinyRun(IBlobStore store, Recipe recipe) : IProgress<RunEvent>
{
    private CancellationTokenSource? interruption;
    private long interruptAfter = long.MaxValue;
    private long steps;

    public List<RunEvent> Events { get; } = [];

    public IStageDataProvider Data { get; init; } = new TinyData();

    public IStageEvaluator? Evaluator { get; init; }

    public bool Restart { get; init; }

    public bool AcceptHandOver { get; init; }

    /// <summary>Trains; cancels once <paramref name="interruptAfter"/> steps were done in this call.</summary>
    public async Task<RunOutcome> TrainAsync(long interruptAfter = long.MaxValue)
    {
        using var source = new CancellationTokenSource();
        (interruption, this.interruptAfter, steps) = (source, interruptAfter, 0);
        return await new TrainingRun(new RunOptions
        {
            Recipe = recipe,
            Store = store,
            Data = Data,
            Evaluator = Evaluator,
            Restart = Restart,
            AcceptHandOver = AcceptHandOver,
            Progress = this,
        }).RunAsync(source.Token);
    }

    public void Report(RunEvent value)
    {
        lock (Events)
        {
            Events.Add(value);
        }

        if (value is StepDone && ++steps >= interruptAfter)
        {
            interruption!.Cancel();
        }
    }
}
