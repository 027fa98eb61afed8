using ChainOfSight.Grains.Boundaries;
using ChainOfSight.Grains.Runs;

namespace ChainOfSight.Tests.Cluster.Decisions;

/// <summary>Promise: between two steps exactly what is due is done, in an order in which a run that goes on from a checkpoint lacks nothing.</summary>
public sealed class BoundaryPlanTests
{
    private static readonly BoundarySight Quiet = new()
    {
        Stage = new StageOutline { Name = "a", Steps = 12, Slots = 4, SaveEvery = 3, MeasureEvery = 4, MeasuredSamples = 8, MeasuredSlots = 2, IsEvaluated = true },
        IsLast = false, Step = 5, IsEnd = false, IsOpened = false, IsSaved = false, Members = 2, MinReplicas = 1,
    };

    [Fact]
    public void Nothing_due_means_no_hold() => Check(Quiet, "");

    [Fact]
    public void Cadence_of_measuring_holds_and_that_of_saving_does_not()
    {
        Check(Quiet with { Step = 8 }, "Measure");
        Check(Quiet with { Step = 6 }, "");
        Assert.True(BoundaryPlan.IsSavedInPassing(Quiet with { Step = 6 }));
        Check(Quiet with { Step = 12 }, "Measure SaveBeside");
    }

    [Fact]
    public void End_of_a_stage_measures_saves_evaluates_and_changes() => Check(Quiet with { IsEnd = true, Step = 12 }, "Measure Save Evaluate ChangeStage");

    [Fact]
    public void End_of_the_last_stage_completes() => Check(Quiet with { IsEnd = true, Step = 12, IsLast = true }, "Measure Save Evaluate Complete");

    [Fact]
    public void State_that_was_opened_at_the_end_is_not_measured_and_saved_again() =>
        Check(Quiet with { IsEnd = true, Step = 12, IsOpened = true, IsSaved = true }, "Evaluate ChangeStage");

    [Fact]
    public void Stop_saves_once_and_rests_before_anything_long()
    {
        Check(Quiet with { IsRestWanted = true }, "Save Rest");
        Check(Quiet with { IsRestWanted = true, IsSaved = true }, "Rest");
        Check(Quiet with { IsRestWanted = true, IsEnd = true, Step = 12 }, "Measure Save Rest");
    }

    [Fact]
    public void Last_member_that_leaves_saves_first() => Check(Quiet with { IsAnyLeaving = true, Members = 0 }, "Save Reform");

    [Fact]
    public void Fewer_members_than_needed_wait_with_a_checkpoint()
    {
        Check(Quiet with { Members = 2, MinReplicas = 3 }, "Save Await");
        Check(Quiet with { Members = 2, MinReplicas = 3, IsSaved = true }, "Await");
        Check(Quiet with { Members = 2, MinReplicas = 3, Step = 12 }, "Measure Save Await");
    }

    private static void Check(BoundarySight sight, string tasks) => Assert.Equal(tasks, string.Join(" ", BoundaryPlan.Of(sight)));
}
