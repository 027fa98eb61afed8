using ChainOfSight.Actors.Membership;
using static ChainOfSight.Tests.Actors.Membership.Rows;

namespace ChainOfSight.Tests.Actors.Membership;

/// <summary>Who is declared dead by what evidence, and by how many.</summary>
public sealed class DeathRuleTests
{
    private readonly DeathRule rule = new(new MembershipOptions());

    [Theory]
    [InlineData(9, 99, "None")]
    [InlineData(10, 0, "Silent")]
    [InlineData(10, 9, "Silent")]
    [InlineData(10, 10, "SilentAndLifeless")]
    [InlineData(99, 99, "SilentAndLifeless")]
    public void Silences_mean_this_evidence(int unanswered, int unsigned, string evidence) =>
        Assert.Equal(evidence, rule.Judge(TimeSpan.FromSeconds(unanswered), TimeSpan.FromSeconds(unsigned)).ToString());

    [Theory]
    [InlineData("Refused")]
    [InlineData("Replaced")]
    [InlineData("SilentAndLifeless")]
    public void Certain_evidence_of_one_is_enough(string evidence)
    {
        var table = Table(Row(Silo(1)), Row(Silo(2)), Row(Silo(3)), Row(Silo(4)));
        var row = rule.Apply(table, Silo(1), Silo(2), Enum.Parse<DeathEvidence>(evidence), Noon)!;
        Assert.Equal((SiloStatus.Dead, Silo(2)), (row.Status, row.SuspectTimes!.Single().Item1));
        Assert.Equal(SiloStatus.Active, table.TryGet(Silo(1))!.Item1.Status);
    }

    [Fact]
    public void Silence_of_one_that_signs_needs_a_second_vote()
    {
        var first = rule.Apply(Table(Row(Silo(1)), Row(Silo(2)), Row(Silo(3))), Silo(1), Silo(2), DeathEvidence.Silent, Noon)!;
        Assert.Equal(SiloStatus.Active, first.Status);
        var table = Table(first, Row(Silo(2)), Row(Silo(3)));
        Assert.Null(rule.Apply(table, Silo(1), Silo(2), DeathEvidence.Silent, Noon.AddSeconds(1)));
        Assert.Equal(SiloStatus.Dead, rule.Apply(table, Silo(1), Silo(3), DeathEvidence.Silent, Noon.AddSeconds(29))!.Status);
        Assert.Equal(SiloStatus.Active, rule.Apply(table, Silo(1), Silo(3), DeathEvidence.Silent, Noon.AddSeconds(31))!.Status);
    }

    [Fact]
    public void Silence_between_two_silos_needs_one_vote() =>
        Assert.Equal(SiloStatus.Dead, rule.Apply(Table(Row(Silo(1)), Row(Silo(2))), Silo(1), Silo(2), DeathEvidence.Silent, Noon)!.Status);

    [Fact]
    public void Old_votes_do_not_become_fresh_when_the_clock_is_set_back()
    {
        var suspect = Row(Silo(1));
        suspect.AddSuspector(Silo(3), Noon);
        suspect.AddSuspector(Silo(4), Noon.AddSeconds(40));
        var row = rule.Apply(Table(suspect, Row(Silo(2)), Row(Silo(3)), Row(Silo(4))), Silo(1), Silo(2), DeathEvidence.Silent, Noon.AddSeconds(-500))!;
        Assert.Equal(SiloStatus.Dead, row.Status);
        suspect.SuspectTimes!.RemoveAt(1);
        suspect.SuspectTimes.Add(Tuple.Create(Silo(2), Noon.AddSeconds(40)));
        Assert.Null(rule.Apply(Table(suspect, Row(Silo(2)), Row(Silo(3)), Row(Silo(4))), Silo(1), Silo(2), DeathEvidence.Silent, Noon.AddSeconds(-500)));
    }

    [Fact]
    public void The_dead_and_the_missing_have_no_vote()
    {
        Assert.Null(rule.Apply(Table(Row(Silo(1)), Row(Silo(2), status: SiloStatus.Dead)), Silo(1), Silo(2), DeathEvidence.SilentAndLifeless, Noon));
        Assert.Null(rule.Apply(Table(Row(Silo(1))), Silo(1), Silo(2), DeathEvidence.Refused, Noon));
    }

    [Fact]
    public void Dead_unknown_and_unsuspected_silos_are_left_alone()
    {
        var table = Table(Row(Silo(1), status: SiloStatus.Dead), Row(Silo(2)));
        Assert.Null(rule.Apply(table, Silo(1), Silo(2), DeathEvidence.Refused, Noon));
        Assert.Null(rule.Apply(table, Silo(9), Silo(2), DeathEvidence.Refused, Noon));
        Assert.Null(rule.Apply(table, Silo(2), Silo(1), DeathEvidence.None, Noon));
    }
}
