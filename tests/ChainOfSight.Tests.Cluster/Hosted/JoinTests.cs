using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Contracts.Stages;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Tests.Cluster.StandIn;

namespace ChainOfSight.Tests.Cluster.Hosted;

/// <summary>Replicas that come into a run which trains. Every applied step has the truth's state.</summary>
public sealed class JoinTests
{
    private static readonly RunSubmission Submission = new() { Recipe = "{ \"seed\": 1 }" };
    private readonly TaskCompletionSource opening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Promise: members apply steps while a replica opens its stage; once it has, the generation changes with it, and no slot is computed twice.</summary>
    [Fact]
    public async Task Members_apply_steps_while_a_replica_opens_its_stage()
    {
        await using var cluster = await StartAsync(steps: 4000);
        await cluster.Run.Submit(Submission);
        var before = await cluster.UntilAsync("first steps", run => run.Step > 3);

        await cluster.Cluster.StartSiloAsync();
        var opens = await cluster.UntilAsync("the second silo opens", IsOpening);
        var meanwhile = await cluster.UntilAsync("steps meanwhile", run => run.Step > opens.Step + 10);
        opening.SetResult();
        var joined = await cluster.UntilAsync("it joins", run => run.Members.Count(member => member.IsMember) == 2);
        var after = await cluster.UntilAsync("steps of both", run => run.Step > joined.Step + 3);

        Assert.Equal((before.Generation, true), (meanwhile.Generation, IsOpening(meanwhile)));
        Assert.Equal((before.Generation + 1, 0L), (after.Generation, after.RepeatedSlots));
        Assert.Equal((1L, 0L), (cluster.World.Joins, cluster.World.VoidOpenings));
        Assert.Empty(cluster.World.Violations);
    }

    /// <summary>Promise: what a replica opens while the stage changes is void, and it joins the next stage.</summary>
    [Fact]
    public async Task Replica_that_opened_a_stage_that_is_over_joins_the_next_one()
    {
        await using var cluster = await StartAsync(steps: 200);
        await cluster.Run.Submit(Submission);
        await cluster.UntilAsync("first steps", run => run.Step > 3);

        await cluster.Cluster.StartSiloAsync();
        await cluster.UntilAsync("the second silo opens", IsOpening);
        await cluster.Run.Stage(new StageOrder { Kind = StageOrderKind.Next });
        await cluster.UntilAsync("the second stage", run => run.StageIndex == 1 && run.Step > 0);
        opening.SetResult();
        await cluster.UntilAsync("it joins", run => run.StageIndex == 1 && run.Members.Count(member => member.IsMember) == 2);
        var view = await cluster.UntilAsync("training", run => run.Phase is RunPhase.Completed or RunPhase.Failed);

        Assert.Equal((RunPhase.Completed, null), (view.Phase, view.Reason));
        Assert.Equal((1L, 1L), (cluster.World.Joins, cluster.World.VoidOpenings));
        Assert.Empty(cluster.World.Violations);
    }

    /// <summary>Promise: when a replica dies while it opens its stage, nothing has changed.</summary>
    [Fact]
    public async Task Death_of_a_replica_that_opens_its_stage_changes_nothing()
    {
        await using var cluster = await StartAsync(steps: 4000);
        await cluster.Run.Submit(Submission);
        var before = await cluster.UntilAsync("first steps", run => run.Step > 3);

        await cluster.Cluster.StartSiloAsync();
        await cluster.UntilAsync("the second silo opens", IsOpening);
        cluster.Kill(cluster.Cluster.Silos.Single(silo => silo.Name == "silo-2"));
        var gone = await cluster.UntilAsync("it is gone", run => run.Members.Count == 1);
        var after = await cluster.UntilAsync("further steps", run => run.Step > gone.Step + 3);

        Assert.Equal((before.Generation, 0L, RunPhase.Training), (after.Generation, after.RepeatedSlots, after.Phase));
        Assert.Empty(cluster.World.Violations);
    }

    private static bool IsOpening(RunView run) => run.Members.Any(member => !member.IsMember && member.Phase == ReplicaPhase.Working);

    private Task<StandInCluster> StartAsync(long steps)
    {
        var world = new StandInWorld(new Random(1), [new StandInStage("one", steps, 4), new StandInStage("two", steps, 4)]) { MayEndEarly = true };
        var outline = new RunOutline
        {
            RecipeHash = "h",
            Stages = [.. world.Stages.Select(stage => new StageOutline { Name = stage.Name, Steps = stage.Steps, Slots = stage.Slots, NeedsTransform = true })],
        };
        return StandInCluster.StartAsync(1, 1, outline, world, surroundings: new StandInSurroundings { Preparing = silo => silo == "silo-2" ? opening.Task : Task.CompletedTask });
    }
}
