using System.Collections.Concurrent;
using ChainOfSight.Grains.Contracts.Clusters;
using ChainOfSight.Tests.Cluster.Hosted;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Tests.Cluster.Edges;

/// <summary>The log of a run that goes well has no line of level error, and every line about the run can be found by its properties.</summary>
public sealed class QuietLogTests
{
    /// <summary>Promise: a silo joins, another is drained and stopped, two stages are trained, and nothing of it is an error.</summary>
    [Fact]
    public async Task Run_with_a_join_and_a_drain_logs_no_error()
    {
        var log = new ConcurrentQueue<LogLine>();
        await using (var cluster = await EdgeCluster.StartAsync(2, 60, new StandInSurroundings { Log = logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(new LogKeeper(log)) }))
        {
            await cluster.Run.Submit(EdgeCluster.Submission);
            await cluster.UntilAsync("both replicas' first steps", run => run.Step > 3 && run.Members.Count(member => member.IsMember) == 2);
            await cluster.Cluster.StartSiloAsync();
            await cluster.UntilAsync("the third replica", run => run.Members.Count(member => member.IsMember) == 3);
            var leaving = cluster.Cluster.Silos[1];
            await cluster.Cluster.Client.GetGrain<ICluster>(ICluster.Key).Drain(leaving.Name);
            await cluster.UntilAsync("the drain", run => run.Members.All(member => member.Replica != $"{leaving.Name}/cpu:0"));
            await cluster.Cluster.StopSiloAsync(leaving);
            await cluster.CompletesWithoutLossAsync();
        }

        Assert.DoesNotContain(log, line => line.Level >= LogLevel.Error);
        var about = log.Where(line => line.Text.StartsWith("Run run", StringComparison.Ordinal) || line.Text.Contains("the run run", StringComparison.Ordinal)).ToList();
        Assert.Contains(about, line => line.Text.Contains("stage two begins", StringComparison.Ordinal));
        Assert.Contains(about, line => line.Text.Contains("silo-3/cpu:0 serves the run", StringComparison.Ordinal));
        Assert.All(about, line => Assert.Equal("run", line.Properties["run"]));
        Assert.All(about, line => Assert.Superset(new HashSet<string> { "run", "stage", "generation", "step" }, line.Properties.Keys.ToHashSet()));
    }
}
