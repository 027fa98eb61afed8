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

    /// <summary>The run's record counts: the word that a change is done may be lost, come with another activation, or late.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Change_whose_end_was_not_told_is_done_once_the_run_is_in_a_later_stage(bool isTold)
    {
        var state = StageMachine.Begin(new StagePlanState(), Order);
        state = StageMachine.Advance(StageMachine.Advance(state, Event(StageEventKind.Quiesced)), Event(StageEventKind.Saved));
        state = isTold
            ? StageMachine.Advance(state, new StageEvent { Generation = 5, Kind = StageEventKind.Committed, StageIndex = 1 })
            : StageMachine.Begin(state, Order with { Generation = 5, From = "b", FromIndex = 1, To = "c" });

        Assert.Equal((StageState.Training, Last), (StageMachine.History(state)[0].State, StageMachine.History(state)[0].Last));
        Assert.Equal(isTold ? 1 : 2, StageMachine.History(state).Count);
    }

    [Fact]
    public void Word_of_an_earlier_stage_does_not_end_a_change()
    {
        var state = StageMachine.Begin(new StagePlanState(), Order with { From = "b", FromIndex = 1, To = "c" });
        Assert.Equal(state, StageMachine.Advance(state, Event(StageEventKind.Committed)));
    }

    [Fact]
    public void Older_generation_is_refused()
    {
        var state = StageMachine.Begin(new StagePlanState(), Order);
        Assert.Throws<StaleOrderException>(() => StageMachine.Advance(state, Event(StageEventKind.Quiesced) with { Generation = 2 }));
    }

    private static StageEvent Event(StageEventKind kind) => new() { Generation = 3, Kind = kind, Attempt = 1, Checkpoint = Last, StageIndex = 1 };
}
