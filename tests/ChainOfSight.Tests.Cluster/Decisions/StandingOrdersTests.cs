using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs;

namespace ChainOfSight.Tests.Cluster.Decisions;

/// <summary>What still stands of an operator's orders once the run's record says something new.</summary>
public sealed class StandingOrdersTests
{
    private static readonly StandingOrders All = new() { Rest = RunPhase.Paused, Reason = "why", EndStage = 1 };

    /// <summary>Promise: an order goes from the record by the very write that carries it out, and by no other.</summary>
    [Theory]
    [InlineData(RunPhase.Training, 1, false, true, true)]
    [InlineData(RunPhase.Training, 0, false, true, true)]
    [InlineData(RunPhase.Training, 1, true, true, false)]
    [InlineData(RunPhase.Training, 2, false, true, false)]
    [InlineData(RunPhase.Paused, 1, false, false, true)]
    [InlineData(RunPhase.Interrupted, 1, true, false, false)]
    [InlineData(RunPhase.Held, 1, true, false, false)]
    [InlineData(RunPhase.Completed, 1, false, false, false)]
    public void Record_that_carries_an_order_out_takes_it_away(RunPhase phase, int stage, bool isEnded, bool rests, bool ends)
    {
        var left = All.After(new RunEntry { Phase = phase, StageIndex = stage, Ends = isEnded ? [new StageEnd { StageIndex = 1, Step = 3, Trigger = "operator" }] : [] });

        Assert.Equal(new StandingOrders { Rest = rests ? RunPhase.Paused : null, Reason = rests ? "why" : null, EndStage = ends ? 1 : null }, left);
    }
}
