using ChainOfSight.Grains.Joining;

namespace ChainOfSight.Tests.Cluster.Decisions;

/// <summary>Promise: whoever comes opens the stage of the run as it is now, and makes the members hold only once it has.</summary>
public sealed class NewcomerRuleTests
{
    private const long Era = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly NewcomerSight Started = new() { HasLane = true };
    private static readonly NewcomerSight Opened = Started with { OpenedEra = Era };

    [Fact]
    public void One_whose_lane_starts_waits() => Check(NewcomerStep.Wait, Started with { HasLane = false });

    [Fact]
    public void One_whose_lane_runs_opens_the_stage_and_is_ready_then()
    {
        Check(NewcomerStep.Open, Started);
        Check(NewcomerStep.Ready, Opened);
        Check(NewcomerStep.Ready, Opened, hasStage: false);
    }

    [Fact]
    public void Without_a_stage_to_open_it_waits() => Check(NewcomerStep.Wait, Started, hasStage: false);

    [Fact]
    public void What_was_opened_for_another_era_is_void()
    {
        Check(NewcomerStep.Open, Opened with { OpenedEra = Era - 1 });
        Check(NewcomerStep.Wait, Opened with { OpenedEra = Era - 1 }, hasStage: false);
    }

    [Fact]
    public void One_that_is_to_leave_does_not_come()
    {
        Check(NewcomerStep.Wait, Started with { IsLeaving = true });
        Check(NewcomerStep.Wait, Opened with { IsLeaving = true });
    }

    [Fact]
    public void Silence_counts_only_while_the_members_hold_for_it()
    {
        Check(NewcomerStep.Ready, Opened with { Silence = Patience * 2 });
        Check(NewcomerStep.Ready, Opened with { Silence = Patience, IsTaking = true });
        Check(NewcomerStep.GiveUp, Opened with { Silence = Patience * 2, IsTaking = true });
    }

    private static void Check(NewcomerStep expected, NewcomerSight sight, bool hasStage = true) => Assert.Equal(expected, NewcomerRule.Next(sight, Era, hasStage, Patience));
}
