using ChainOfSight.Actors.Membership;

namespace ChainOfSight.Tests.Actors.Membership;

/// <summary>A lease ends on time whatever replies do, and is never longer than others believe.</summary>
public sealed class LeaseTests
{
    private readonly Lease lease = new(TimeSpan.FromSeconds(10));

    [Fact]
    public void Lease_counts_from_the_start_of_the_attempt()
    {
        lease.Renew(At(3));
        Assert.False(lease.HasEnded(At(12.9)));
        Assert.True(lease.HasEnded(At(13)));
        Assert.Equal(At(4), lease.Remaining(At(9)));
    }

    [Fact]
    public void Lease_is_not_shortened_by_an_older_attempt_that_ends_late()
    {
        lease.Renew(At(5));
        lease.Renew(At(2));
        Assert.Equal(At(1), lease.Remaining(At(14)));
        Assert.Equal(TimeSpan.Zero, lease.Remaining(At(99)));
    }

    [Fact]
    public void Lease_that_was_never_granted_has_not_ended()
    {
        Assert.False(lease.IsHeld);
        Assert.False(lease.HasEnded(At(1000)));
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
