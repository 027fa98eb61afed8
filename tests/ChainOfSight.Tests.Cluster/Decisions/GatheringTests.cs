using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Grains.Runs.Effects;

namespace ChainOfSight.Tests.Cluster.Decisions;

/// <summary>How a run comes by its first members.</summary>
public sealed class GatheringTests
{
    /// <summary>Promise: a run whose first members are gone again while its newest checkpoint is looked for waits for others. It once looked for ever.</summary>
    [Fact]
    public void Run_that_loses_those_it_gathered_gathers_others()
    {
        var begun = new RunEntry { Run = "run", Recipe = "r", RecipeHash = "h", MinReplicas = 1 };
        var machine = new RunMachine(begun, new RunOutline { RecipeHash = "h", Stages = [new StageOutline { Name = "one", Steps = 5, Slots = 4 }] }, new RunTimes(), "writer");
        machine.Submit(TimeSpan.Zero, begun, new RunOutline { RecipeHash = "h", Stages = [new StageOutline { Name = "one", Steps = 5, Slots = 4 }] });
        machine.Written(TimeSpan.Zero, Single<RunEffect.Write>(machine).Entry);
        machine.See(TimeSpan.Zero, [Sight("a")]);
        machine.Enlisted(TimeSpan.Zero, "a/cpu:0", Single<RunEffect.Enlist>(machine).Attempt, Report("a"), null, needsPerson: false);
        var find = Single<RunEffect.FindNewest>(machine);

        machine.See(TimeSpan.FromSeconds(1), [Sight("b")]);
        var other = Single<RunEffect.Enlist>(machine);
        machine.Found(TimeSpan.FromSeconds(1), find.Attempt, null);
        Assert.Equal(Stance.Waiting, machine.Stance);

        machine.Enlisted(TimeSpan.FromSeconds(2), "b/cpu:0", other.Attempt, Report("b"), null, needsPerson: false);
        machine.Found(TimeSpan.FromSeconds(2), find.Attempt, null);
        Assert.Equal(Stance.Finding, machine.Stance);
        machine.Found(TimeSpan.FromSeconds(2), Single<RunEffect.FindNewest>(machine).Attempt, null);
        Assert.Equal(["b/cpu:0"], Single<RunEffect.Write>(machine).Entry.Members.Select(member => member.Replica));
    }

    private static DeviceSight Sight(string silo) => new($"{silo}/cpu:0", silo, IsOpen: true, IsLeaving: false);

    private static ReplicaReport Report(string silo) => new() { Run = "run", Replica = $"{silo}/cpu:0", Incarnation = silo, Endpoint = silo, Conditions = "c" };

    private static T Single<T>(RunMachine machine)
        where T : RunEffect => Assert.Single(machine.Drain().OfType<T>());
}
