using System.Collections.Concurrent;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Tests.Support.Elastic;

namespace ChainOfSight.Tests.Support.Schedules;

/// <summary>The bits of undisturbed runs of one replica, one for each way in which an operator ended stages.</summary>
internal sealed class UndisturbedRuns
{
    private readonly ConcurrentDictionary<string, Lazy<Task<RunBits>>> known = [];

    /// <summary>The bits.</summary>
    /// <param name="ends">Stages that ended early.</param>
    public Task<RunBits> GetAsync(IReadOnlyList<StageEnd> ends) =>
        known.GetOrAdd(string.Join(' ', ends.Select(end => $"{end.StageIndex}:{end.Step}")), _ => new(() => TrainAsync(ends))).Value;

    private static async Task<RunBits> TrainAsync(IReadOnlyList<StageEnd> ends)
    {
        TensorCluster? cluster = null;
        cluster = await TensorCluster.StartAsync(new TensorClusterOptions { IsFast = true, Met = OrderAsync });
        await using var _ = cluster;
        await cluster.SubmitAsync(SmallRecipe.Read(), 1, 1);
        var view = await cluster.UntilAsync("the undisturbed run", run => run.Phase is RunPhase.Completed or RunPhase.Failed or RunPhase.Held);
        return view.Phase == RunPhase.Completed ? await RunBits.OfAsync(cluster) : throw new InvalidOperationException($"The undisturbed run is {TensorCluster.Describe(view)}.");

        // Before the stage's last step is reduced the order is there, so that it ends after it.
        async Task OrderAsync(ClusterPoint point)
        {
            if (point.What == "reduce begins" && ends.Any(end => end.StageIndex == point.Stage && end.Step == point.Step + 1))
            {
                await cluster!.Run.Stage(new StageOrder { Kind = StageOrderKind.Next });
            }
        }
    }
}
