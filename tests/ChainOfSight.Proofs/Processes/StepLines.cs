using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Training.Progress;

namespace ChainOfSight.Proofs.Processes;

/// <summary>The steps of a run as its lines tell them, each once, with the run's own time.</summary>
internal static class StepLines
{
    /// <summary>The first step that a generation after this one counted.</summary>
    public static async Task<TimedStep> FirstAfterAsync(ProcessCluster cluster, long generation, CancellationToken cancellationToken)
    {
        TimedStep? found = null;
        await ProcessCluster.Guarded($"a step of a generation after {generation}", FindAsync(), cancellationToken);
        return found!;

        async Task FindAsync()
        {
            await foreach (var line in cluster.Run.WatchAsync(cancellationToken))
            {
                if (line.Generation > generation && Read(line) is { } step)
                {
                    found = step;
                    return;
                }
            }
        }
    }

    /// <summary>All steps up to a number of the newest line.</summary>
    public static async Task<IReadOnlyList<TimedStep>> UntilAsync(ProcessCluster cluster, long last, CancellationToken cancellationToken)
    {
        var steps = new List<TimedStep>();
        await foreach (var line in cluster.Run.WatchAsync(cancellationToken))
        {
            if (Read(line) is { } step)
            {
                steps.Add(step);
            }

            if (line.Number >= last)
            {
                break;
            }
        }

        return steps;
    }

    private static TimedStep? Read(RunLine line) => RunLines.Read(line.Json) is StepDone step ? new TimedStep(line.Generation, step.Stage, step.Step, step.Time) : null;
}
