using ChainOfSight.Grains.Contracts.Clusters;
using ChainOfSight.Grains.Contracts.Devices;
using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Tests.Cluster.StandIn;

namespace ChainOfSight.Tests.Cluster.Hosted;

/// <summary>The eight grains together on the embedded runtime, with every message through the serializer.</summary>
public sealed class GrainTests
{
    private static readonly RunSubmission Submission = new() { Recipe = "{ \"seed\": 1 }" };

    /// <summary>Promise: a run goes from its submission through its stages to its end, and every applied step has the truth's state.</summary>
    [Fact]
    public async Task A_run_on_three_silos_completes_with_the_true_state()
    {
        await using var cluster = await Start(3, 2, steps: 12);
        await cluster.Run.Submit(Submission);

        var view = await cluster.UntilAsync("training", run => run.Phase is RunPhase.Completed or RunPhase.Failed);

        Assert.Equal((RunPhase.Completed, null), (view.Phase, view.Reason));
        Assert.Empty(cluster.World.Violations);
        Assert.Equal((1, 12L), cluster.World.Furthest);
        Assert.Single(await cluster.Run.StageHistory());
    }

    /// <summary>Promise: a run survives the death of silos, the one that hosts it included, and newcomers join it.</summary>
    [Fact]
    public async Task A_run_whose_silos_die_and_join_completes_with_the_true_state()
    {
        await using var cluster = await Start(3, 1, steps: 40);
        await cluster.Run.Submit(Submission);
        await cluster.UntilAsync("first steps", run => run.Step > 3);

        cluster.Kill(cluster.Cluster.Silos[0]);
        await cluster.Cluster.StartSiloAsync();
        var before = await cluster.UntilAsync("steps after the first kill", run => run.Step > 8 || run.StageIndex > 0);
        cluster.Kill(cluster.Cluster.Silos[0]);
        await cluster.UntilAsync("steps after the second kill", run => run.Generation > before.Generation);

        // As a keeper does.
        await cluster.WakeAsync();
        var view = await cluster.UntilAsync("training", run => run.Phase is RunPhase.Completed or RunPhase.Failed);
        Assert.Equal((RunPhase.Completed, null), (view.Phase, view.Reason));
        Assert.Empty(cluster.World.Violations);
        Assert.Equal((1, 40L), cluster.World.Furthest);
    }

    /// <summary>Promise: a run that is stopped leaves a checkpoint, and the same submission goes on from it.</summary>
    [Fact]
    public async Task A_run_that_was_stopped_goes_on_when_it_is_submitted_again()
    {
        await using var cluster = await Start(2, 1, steps: 30);
        await cluster.Run.Submit(Submission);
        await cluster.UntilAsync("first steps", run => run.Step > 3);

        await cluster.Run.Stop();
        var stopped = await cluster.UntilAsync("stopping", run => run.Phase == RunPhase.Interrupted);
        await cluster.Run.Submit(Submission);
        var view = await cluster.UntilAsync("training", run => run.Phase is RunPhase.Completed or RunPhase.Failed);

        Assert.InRange(stopped.Step, 4, 30);
        Assert.Equal(RunPhase.Completed, view.Phase);
        Assert.Empty(cluster.World.Violations);
    }

    /// <summary>Promise: a drained silo gives its replicas up between two steps, and the run goes on without them.</summary>
    [Fact]
    public async Task A_drained_silo_gives_its_replicas_up()
    {
        await using var cluster = await Start(2, 1, steps: 4000);
        await cluster.Run.Submit(Submission);
        await cluster.UntilAsync("both silos train", run => run.Members.Count(member => member.IsMember) == 2);

        await cluster.Cluster.Client.GetGrain<ICluster>(ICluster.Key).Drain("silo-1");
        var view = await cluster.UntilAsync("draining", run => run.Members.All(member => member.Replica != "silo-1/cpu:0"));
        var further = await cluster.UntilAsync("further steps", run => run.Step > view.Step + 3);

        Assert.Equal(RunPhase.Training, further.Phase);
        Assert.Empty(cluster.World.Violations);
    }

    /// <summary>Promise: refusals arrive as they were thrown and read well.</summary>
    [Fact]
    public async Task Refusals_reach_the_client_as_typed_errors()
    {
        await using var cluster = await Start(1, 1, steps: 4000);
        await cluster.Run.Submit(Submission);
        await cluster.UntilAsync("first steps", run => run.Step > 1);

        var unknown = await Assert.ThrowsAsync<UnknownRunException>(() => cluster.Cluster.Client.GetGrain<IRun>("nobody").Stop());
        var changed = await Assert.ThrowsAsync<RefusedException>(() => cluster.Run.Submit(Submission with { Recipe = "{ \"seed\": 2 }" }));
        var taken = await Assert.ThrowsAsync<DeviceTakenException>(() => cluster.Cluster.Client.GetGrain<IDeviceBroker>("silo-1").Reserve("other", ["silo-1/cpu:0"]));

        Assert.Equal("nobody", unknown.Run);
        Assert.Contains("another recipe", changed.Message, StringComparison.Ordinal);
        Assert.Equal("run", taken.Holder);
    }

    private static Task<StandInCluster> Start(int silos, int devices, long steps)
    {
        var world = new StandInWorld(new Random(1), [new StandInStage("one", steps, 8), new StandInStage("two", steps, 5)]);
        var outline = new RunOutline
        {
            RecipeHash = "h",
            Stages = [.. world.Stages.Select(stage => new StageOutline { Name = stage.Name, Steps = stage.Steps, Slots = stage.Slots, NeedsTransform = true, SaveEvery = 5, MeasureEvery = 4, MeasuredSamples = 4, MeasuredSlots = 4 })],
        };
        return StandInCluster.StartAsync(silos, devices, outline, world);
    }
}
