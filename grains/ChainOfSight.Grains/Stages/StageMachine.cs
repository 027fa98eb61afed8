using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Contracts.Stages;

namespace ChainOfSight.Grains.Stages;

/// <summary>
/// Training → Quiescing → Saving → Transforming → Verifying → Training, or Held. Pure: the same events give the same states, and an event
/// that was heard already changes nothing, so that a change goes on after a crash from wherever it was.
/// </summary>
public static class StageMachine
{
    /// <summary>Begins a change, or goes on with the same one.</summary>
    /// <exception cref="StaleOrderException">A newer generation gave orders.</exception>
    public static StagePlanState Begin(StagePlanState state, StageChangeOrder order)
    {
        Fence(state, order.Generation);
        if (state.Order is { } open && open.FromIndex == order.FromIndex && open.Step == order.Step && state.State != StageState.Training)
        {
            // Held is left by beginning again: the run retries it, perhaps with the rise accepted.
            return state.State == StageState.Held
                ? state with { Generation = order.Generation, Order = order, State = StageState.Quiescing, Attempt = state.Attempt + 1, Next = null, Reason = null }
                : state with { Generation = order.Generation, Order = order };
        }

        return Archive(Reached(state, order.FromIndex)) with { Generation = order.Generation, Order = order, State = StageState.Quiescing, Attempt = 1 };
    }

    /// <summary>Moves on.</summary>
    /// <exception cref="StaleOrderException">A newer generation gave orders.</exception>
    public static StagePlanState Advance(StagePlanState state, StageEvent happened)
    {
        Fence(state, happened.Generation);
        state = state with { Generation = happened.Generation };
        if (state.Order is null)
        {
            return state;
        }

        if (happened.Kind == StageEventKind.Void)
        {
            return Archive(state with { State = StageState.Training, Next = null, Reason = happened.Reason ?? "void" });
        }

        if (happened.Kind == StageEventKind.Committed)
        {
            return Reached(state, happened.StageIndex) is { State: StageState.Training } done ? Archive(done) : state;
        }

        if (happened.Attempt != state.Attempt)
        {
            return state;
        }

        return (state.State, happened.Kind) switch
        {
            (StageState.Quiescing, StageEventKind.Quiesced) => state with { State = state.Last is null ? StageState.Saving : StageState.Transforming },
            (StageState.Saving, StageEventKind.Saved) => state with { State = StageState.Transforming, Last = happened.Checkpoint },
            (StageState.Transforming, StageEventKind.Transformed) => state with { State = StageState.Verifying, Next = happened.Checkpoint },
            (StageState.Transforming or StageState.Verifying, StageEventKind.Refused) => state with { State = StageState.Held, Reason = happened.Reason, Next = null },
            (StageState.Transforming, StageEventKind.Lost) => state with { Attempt = state.Attempt + 1 },
            _ => state,
        };
    }

    /// <summary>What the change wants next.</summary>
    public static StageStep Step(StagePlanState state) =>
        new() { State = state.State, Attempt = state.Attempt, Accept = state.Order?.Accept == true, Last = state.Last, Next = state.Next, Reason = state.Reason };

    /// <summary>All changes, the open one last.</summary>
    public static IReadOnlyList<StageChange> History(StagePlanState state) => state.Order is null ? state.Done : [.. state.Done, Change(state)];

    // The run's record counts: a run that is in a later stage has changed to it, though the word of that was lost.
    private static StagePlanState Reached(StagePlanState state, int stageIndex) =>
        state.Order is { } open && open.FromIndex < stageIndex ? state with { State = StageState.Training } : state;

    private static StagePlanState Archive(StagePlanState state) =>
        state.Order is null ? state : new StagePlanState { Generation = state.Generation, Done = [.. state.Done, Change(state)] };

    private static StageChange Change(StagePlanState state) => new()
    {
        From = state.Order!.From,
        To = state.Order.To,
        Trigger = state.Order.Trigger,
        State = state.State,
        Attempts = state.Attempt,
        Reason = state.Reason,
        Last = state.Last,
        Next = state.Next,
    };

    private static void Fence(StagePlanState state, long generation)
    {
        if (generation < state.Generation)
        {
            throw new StaleOrderException("The stage manager", generation, state.Generation);
        }
    }
}
