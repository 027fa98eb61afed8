using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Contracts.Stages;
using ChainOfSight.Grains.Stages;

namespace ChainOfSight.Tests.Cluster.Decisions;

/// <summary>Promise: a stage change goes through its states in order, goes on from any of them, and hears no event twice.</summary>
public sealed class StageMachineTests
{
    private static readonly CheckpointRef Last = new() { Stage = "a", Step = 9, Saver = "s" };
    private static readonly StageChangeOrder Order = new() { Generation = 3, From = "a", Step = 9, To = "b", Trigger = "steps" };

    [Fact]
    public void Change_passes_all_states_and_is_archived()
    {
        var state = StageMachine.Begin(new StagePlanState(), Order);
        var seen = new List<StageState> { state.State };
        foreach (var kind in new[] { StageEventKind.Quiesced, StageEventKind.Saved, StageEventKind.Transformed, StageEventKind.Committed })
        {
            state = StageMachine.Advance(state, Event(kind));
            seen.Add(state.State);
        }

        Assert.Equal([StageState.Quiescing, StageState.Saving, StageState.Transforming, StageState.Verifying, StageState.Training], seen);
        Assert.Equal(StageState.Training, StageMachine.History(state).Single().State);
    }

    [Fact]
    public void Every_event_may_be_heard_again_in_every_state()
    {
        var state = StageMachine.Begin(new StagePlanState(), Order);
        foreach (var kind in new[] { StageEventKind.Quiesced, StageEventKind.Saved, StageEventKind.Transformed })
        {
            state = StageMachine.Advance(state, Event(kind));
            Assert.Equal(state, StageMachine.Advance(state, Event(kind)));
            Assert.Equal(StageMachine.Step(state), StageMachine.Step(StageMachine.Begin(state, Order)));
        }
    }

    [Fact]
    public void Held_change_is_tried_again_as_a_new_attempt()
    {
        var state = StageMachine.Begin(new StagePlanState(), Order);
        state = StageMachine.Advance(StageMachine.Advance(state, Event(StageEventKind.Quiesced)), Event(StageEventKind.Saved));
        state = StageMachine.Advance(state, Event(StageEventKind.Refused) with { Reason = "worse" });
        Assert.Equal((StageState.Held, "worse"), (state.State, state.Reason));

        var again = StageMachine.Begin(state, Order with { Generation = 4, Accept = true });
        Assert.Equal((StageState.Quiescing, 2, true), (again.State, again.Attempt, StageMachine.Step(again).Accept));
        Assert.Equal(again.Attempt, StageMachine.Advance(again, Event(StageEventKind.Transformed) with { Generation = 4, Attempt = 1 }).Attempt);
    }

    [Fact]
    public void Older_generation_is_refused()
    {
        var state = StageMachine.Begin(new StagePlanState(), Order);
        Assert.Throws<StaleOrderException>(() => StageMachine.Advance(state, Event(StageEventKind.Quiesced) with { Generation = 2 }));
    }

    private static StageEvent Event(StageEventKind kind) => new() { Generation = 3, Kind = kind, Attempt = 1, Checkpoint = Last };
}
