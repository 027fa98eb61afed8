using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Runs;
using ChainOfSight.Grains.Saving;
using ChainOfSight.Grains.Stages;

namespace ChainOfSight.Tests.Cluster.Decisions;

/// <summary>Promise: a stage ends by its steps, by its samples, on a plateau, or by an operator's word; a failed save goes to another replica.</summary>
public sealed class TriggerTests
{
    private static readonly StageOutline Stage = new() { Name = "a", Steps = 10, Slots = 2 };

    [Fact]
    public void Triggers_fire_by_steps_samples_operator_and_plateau()
    {
        Assert.Null(StageTriggers.Fired(Stage, 9, [], false));
        Assert.Equal("steps", StageTriggers.Fired(Stage, 10, [], false));
        Assert.Equal("samples", StageTriggers.Fired(Stage with { BySamples = true }, 10, [], false));
        Assert.Equal("operator", StageTriggers.Fired(Stage, 3, [], true));
        Assert.Equal("plateau", StageTriggers.Fired(Stage with { Plateau = new PlateauRule(2, 0.01) }, 3, [1.0, 1.0, 0.999], false));
    }

    [Theory]
    [InlineData(new[] { 3.0, 2.0, 1.0 }, false)]
    [InlineData(new[] { 1.0, 1.0 }, false)]
    [InlineData(new[] { 1.0, 0.995, 1.2 }, true)]
    [InlineData(new[] { 1.0, 1.1, 0.5, 0.6 }, false)]
    public void Plateau_needs_two_measurements_without_one_per_cent(double[] losses, bool reached) =>
        Assert.Equal(reached, new PlateauRule(2, 0.01).IsReached(losses.Select(loss => (double?)loss)));

    [Fact]
    public void Saver_is_the_lowest_member_that_stays_and_another_one_after_a_failure()
    {
        Member[] members = [new() { Replica = "a", Incarnation = "1" }, new() { Replica = "b", Incarnation = "2" }, new() { Replica = "c", Incarnation = "3" }];
        Assert.Equal("a", SaverChoice.Of(members, 0, _ => false).Replica);
        Assert.Equal("b", SaverChoice.Of(members, 1, _ => false).Replica);
        Assert.Equal("c", SaverChoice.Of(members, 0, member => member.Replica != "c").Replica);
        Assert.Equal("s.cpu-0", SaverChoice.Name("s/cpu:0"));
    }
}
