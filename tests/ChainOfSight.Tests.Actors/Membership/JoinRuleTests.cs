using ChainOfSight.Actors.Membership;
using static ChainOfSight.Tests.Actors.Membership.Rows;

namespace ChainOfSight.Tests.Actors.Membership;

/// <summary>How a silo gets in, and when it is told that it cannot.</summary>
public sealed class JoinRuleTests
{
    private static readonly SiloAddress Me = Silo(1, 5);

    [Fact]
    public void First_silo_of_its_name_and_endpoint_is_inserted() =>
        Assert.IsType<JoinStep.Insert>(JoinRule.Next(Table(Row(Silo(2)), Row(Silo(3), "me", SiloStatus.Dead)), Me, "me"));

    [Fact]
    public void Row_written_by_an_attempt_whose_reply_was_lost_counts_as_joined() =>
        Assert.IsType<JoinStep.Joined>(JoinRule.Next(Table(Row(Me, "me", SiloStatus.Joining)), Me, "me"));

    [Fact]
    public void Earlier_start_at_the_endpoint_is_buried_whatever_its_name()
    {
        var step = Assert.IsType<JoinStep.Bury>(JoinRule.Next(Table(Row(Silo(1, 4), "other"), Row(Silo(2), "me")), Me, "me"));
        Assert.Equal(Silo(1, 4), step.Predecessor.Item1.SiloAddress);
    }

    [Fact]
    public void Living_silo_of_the_same_name_is_examined()
    {
        var step = Assert.IsType<JoinStep.Examine>(JoinRule.Next(Table(Row(Silo(2), "me"), Row(Silo(3))), Me, "me"));
        Assert.Equal(Silo(2), step.Namesake.Item1.SiloAddress);
    }

    [Fact]
    public void Silo_that_is_dead_already_or_has_a_successor_is_refused()
    {
        Assert.Contains("Dead is final", Assert.IsType<JoinStep.Refused>(JoinRule.Next(Table(Row(Me, "me", SiloStatus.Dead)), Me, "me")).Reason, StringComparison.Ordinal);
        Assert.Contains("later start", Assert.IsType<JoinStep.Refused>(JoinRule.Next(Table(Row(Silo(1, 6))), Me, "me")).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 8)]
    [InlineData(7, 8)]
    [InlineData(100, 100)]
    public void Start_number_is_later_than_all_of_the_endpoint_also_when_the_clock_was_set_back(int clock, int expected) => Assert.Equal(
        expected, JoinRule.StartNumber(Table(Row(Silo(1, 7), status: SiloStatus.Dead), Row(Silo(1, 2)), Row(Silo(2, 50))), Me.Endpoint, clock));
}
