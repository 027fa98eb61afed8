using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Grains.Runs.Effects;

namespace ChainOfSight.Tests.Cluster.Decisions;

/// <summary>What a run does that is told to rest while nobody can bring it to a boundary.</summary>
public sealed class RestTests
{
    private static readonly RunOutline Outline = new() { RecipeHash = "h", Stages = [new StageOutline { Name = "one", Steps = 5, Slots = 4 }] };

    /// <summary>Promise: a run that was told to pause pauses although all members are lost before the next boundary. It once waited for ever.</summary>
    [Fact]
    public void Run_told_to_rest_rests_when_its_last_member_is_lost()
    {
        var member = new Member { Replica = "s/cpu:0", Incarnation = "i", Endpoint = "e" };
        var machine = Machine(new RunEntry { Run = "run", Recipe = "r", RecipeHash = "h", Phase = RunPhase.Training, MinReplicas = 1, Generation = 3, Members = [member] });
        machine.Start(TimeSpan.Zero);
        machine.Written(TimeSpan.Zero, Written(machine));
        Assert.Equal(Stance.Polling, machine.Stance);

        machine.Rest(TimeSpan.Zero, RunPhase.Paused, "an operator", isOrdered: false);
        machine.See(TimeSpan.FromSeconds(1), []);

        var rest = Written(machine);
        Assert.Equal((RunPhase.Paused, "an operator", 0), (rest.Phase, rest.Reason, rest.Members.Count));
        machine.Written(TimeSpan.FromSeconds(1), rest);
        Assert.Equal(Stance.Resting, machine.Stance);
    }

    /// <summary>Promise: an order to rest that arrives while the beginning is written down is obeyed right after that.</summary>
    [Fact]
    public void Run_told_to_rest_while_it_begins_rests_at_once()
    {
        var begun = new RunEntry { Run = "run", Recipe = "r", RecipeHash = "h", MinReplicas = 1 };
        var machine = Machine(begun);
        machine.Submit(TimeSpan.Zero, begun, Outline);
        var beginning = Written(machine);

        machine.Rest(TimeSpan.Zero, RunPhase.Interrupted, null, isOrdered: false);
        machine.Written(TimeSpan.Zero, beginning);

        Assert.Equal(RunPhase.Interrupted, Written(machine).Phase);
    }

    private static RunMachine Machine(RunEntry entry) => new(entry, Outline, new RunTimes(), "writer");

    private static RunEntry Written(RunMachine machine) => Assert.Single(machine.Drain().OfType<RunEffect.Write>()).Entry;
}
