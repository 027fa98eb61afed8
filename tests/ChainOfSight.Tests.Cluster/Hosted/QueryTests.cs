using ChainOfSight.Client;
using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Tests.Cluster.StandIn;

namespace ChainOfSight.Tests.Cluster.Hosted;

/// <summary>What a client can ask while a run trains.</summary>
public sealed class QueryTests
{
    /// <summary>
    /// Promise: status, live metrics, stage history, shards, quarantine, replicas, pipelines, device leases, checkpoints, runs and the cluster can be asked
    /// for while a run trains, and agree with each other.
    /// </summary>
    [Fact]
    public async Task Everything_can_be_asked_for_while_a_run_trains()
    {
        var world = new StandInWorld(new Random(1), [new("one", 12, 4), new("two", 100_000, 4)]) { FailsSave = _ => false };
        await using var cluster = await StandInCluster.StartAsync(
            2, 2, new RunOutline { RecipeHash = "h", Stages = [.. world.Stages.Select(stage => new StageOutline { Name = stage.Name, Steps = stage.Steps, Slots = 4, NeedsTransform = true })] }, world);
        await using var client = new CosClient(cluster.Cluster.Client, TimeSpan.FromSeconds(30));
        var run = client.Run("run");
        await run.SubmitAsync(new RunSubmission { Recipe = "{}", MaxReplicas = 3 });

        var steps = new List<long>();
        await foreach (var line in run.WatchAsync())
        {
            if (line.Json.Contains("\"event\":\"step\"", StringComparison.Ordinal))
            {
                steps.Add(line.Number);
            }

            if (steps.Count == 16)
            {
                break;
            }
        }

        var status = await run.StatusAsync();
        var members = status.Members.Select(member => member.Replica).Order().ToList();
        var replicas = new List<ReplicaView>();
        foreach (var member in members)
        {
            replicas.Add(await client.ReplicaAsync(member));
        }

        var leases = (await client.DevicesAsync("silo-1")).Concat(await client.DevicesAsync("silo-2")).ToList();
        var pipelines = (await client.PipelinesAsync("silo-1")).Concat(await client.PipelinesAsync("silo-2")).ToList();

        Assert.Equal((RunPhase.Training, "two", 3), (status.Phase, status.Stage, members.Count));
        Assert.Equal(steps.Order(), steps);
        Assert.Equal("one two steps", string.Join(",", (await run.StageHistoryAsync()).Select(change => $"{change.From} {change.To} {change.Trigger}")));
        Assert.All(replicas, replica => Assert.Equal(("run", status.Generation), (replica.Run, replica.Generation)));
        Assert.All(replicas, replica => Assert.NotEmpty(replica.Activity));
        Assert.Equal(members, leases.Where(device => device.Run == "run").Select(device => device.Device).Order());
        Assert.Equal(4, leases.Count);
        Assert.Equal(members, pipelines.Select(pipeline => pipeline.Device).Order());
        Assert.Equal(0, (await run.QuarantineAsync()).Count);
        Assert.Empty((await run.ShardAsync("photos", "0.tar")).Quarantined);
        Assert.Contains(await run.CheckpointsAsync(), checkpoint => checkpoint is { IsLatest: true, IsVerified: true });
        Assert.Contains(await client.RunsAsync(), known => known is { Run: "run", Unfinished: true });
        Assert.Equal(["silo-1", "silo-2"], (await client.ClusterAsync()).Silos.Select(silo => silo.Name).Order());
    }
}
