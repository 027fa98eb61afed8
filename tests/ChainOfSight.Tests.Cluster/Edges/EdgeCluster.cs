using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Tests.Cluster.Hosted;
using ChainOfSight.Tests.Cluster.StandIn;
using ChainOfSight.Training.Runs.Metrics;

namespace ChainOfSight.Tests.Cluster.Edges;

/// <summary>A cluster of stand-ins with a run of two stages, and what the tests of its edges ask of it.</summary>
internal static class EdgeCluster
{
    public static readonly RunSubmission Submission = new() { Recipe = "{ \"seed\": 1 }" };

    public static Task<StandInCluster> StartAsync(int silos, long steps, StandInSurroundings surroundings, TimeSpan? retry = null)
    {
        var world = new StandInWorld(new Random(1), [new StandInStage("one", steps, 4), new StandInStage("two", steps, 3)]);
        var outline = new RunOutline
        {
            RecipeHash = "h",
            Stages = [.. world.Stages.Select(stage => new StageOutline { Name = stage.Name, Steps = stage.Steps, Slots = stage.Slots, NeedsTransform = true, SaveEvery = 5 })],
        };
        return StandInCluster.StartAsync(silos, 1, outline, world, new RunTimes { Retry = retry ?? TimeSpan.FromMilliseconds(20) }, surroundings);
    }

    /// <summary>Waits for the end; every step has the truth's state and stands in the metrics once, and whatever was met on the way was no error in a log.</summary>
    public static async Task CompletesWithoutLossAsync(this StandInCluster cluster)
    {
        var end = await cluster.UntilAsync("the end", run => run.Phase is RunPhase.Completed or RunPhase.Failed or RunPhase.Paused or RunPhase.Held);
        Assert.Equal((RunPhase.Completed, null), (end.Phase, end.Reason));
        Assert.Empty(cluster.World.Violations);
        Assert.Empty(cluster.Errors);
        Assert.Equal((1, cluster.World.Stages[1].Steps), cluster.World.Furthest);
        var steps = (await MetricsReader.ReadAsync(cluster.Store, "run")).Where(metric => metric.HeldOutLoss is null).Select(metric => (metric.StageIndex, metric.Step));
        Assert.Equal(cluster.World.Stages.SelectMany((stage, index) => Enumerable.Range(1, (int)stage.Steps).Select(step => (index, (long)step))), steps);
    }

    /// <summary>Waits until the run told a watcher something; returns the line.</summary>
    public static async Task<string> ToldAsync(this StandInCluster cluster, string text)
    {
        using var deadlock = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var told = new List<string>();
        try
        {
            await foreach (var line in cluster.Run.Watch(0, deadlock.Token))
            {
                told.Add(line.Json);
                if (line.Json.Contains(text, StringComparison.Ordinal))
                {
                    return line.Json;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Told below.
        }

        throw new TimeoutException($"The run never told \"{text}\", only: {string.Join('\n', told.TakeLast(20))}");
    }
}
