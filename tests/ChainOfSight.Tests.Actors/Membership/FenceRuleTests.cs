using ChainOfSight.Actors.Membership;
using static ChainOfSight.Tests.Actors.Membership.Rows;

namespace ChainOfSight.Tests.Actors.Membership;

/// <summary>A silo that finds itself dead or missing stops, and says why.</summary>
public sealed class FenceRuleTests
{
    [Theory]
    [InlineData(SiloStatus.Joining)]
    [InlineData(SiloStatus.Active)]
    [InlineData(SiloStatus.ShuttingDown)]
    public void Member_goes_on(SiloStatus status) => Assert.Null(FenceRule.Judge(Table(Row(Silo(1), status: status)), Silo(1)));

    [Fact]
    public void Dead_member_stops_and_names_who_voted()
    {
        var row = Row(Silo(1), "one", SiloStatus.Dead);
        row.AddSuspector(Silo(2), Noon);
        var reason = FenceRule.Judge(Table(row), Silo(1))!;
        Assert.Contains("'one'", reason, StringComparison.Ordinal);
        Assert.Contains(Silo(2).ToString(), reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_member_stops() =>
        Assert.Contains("no row", FenceRule.Judge(Table(Row(Silo(1, 2))), Silo(1)), StringComparison.Ordinal);
}
