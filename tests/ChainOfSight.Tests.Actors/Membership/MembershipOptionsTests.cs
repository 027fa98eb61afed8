using ChainOfSight.Actors.Membership;

namespace ChainOfSight.Tests.Actors.Membership;

/// <summary>Settings that cannot work together are refused with the rule that they break.</summary>
public sealed class MembershipOptionsTests
{
    public static TheoryData<MembershipOptions, string> Broken => new()
    {
        { new MembershipOptions { LeaseDuration = TimeSpan.FromSeconds(11) }, "SilencePatience" },
        { new MembershipOptions { LeaseDuration = TimeSpan.FromSeconds(3) }, "TableTimeout" },
        { new MembershipOptions { ProbePeriod = TimeSpan.FromSeconds(4) }, "three times" },
        { new MembershipOptions { VoteExpiry = TimeSpan.FromSeconds(9) }, "votes expire" },
        { new MembershipOptions { VotesNeeded = 0 }, "at least 1" },
        { new MembershipOptions { TablePeriod = TimeSpan.Zero }, "above zero" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Values_that_do_not_go_together_are_refused(MembershipOptions options, string rule) =>
        Assert.Contains(rule, Assert.Throws<OrleansConfigurationException>(options.Validate).Message, StringComparison.Ordinal);

    [Fact]
    public void Defaults_go_together() => Assert.Equal(TimeSpan.FromSeconds(10), new MembershipOptions().Validate().SilencePatience);
}
