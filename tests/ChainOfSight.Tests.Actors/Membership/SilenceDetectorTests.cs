using ChainOfSight.Actors.Membership;
using static ChainOfSight.Tests.Actors.Membership.Rows;

namespace ChainOfSight.Tests.Actors.Membership;

/// <summary>Silence is counted only while the listener was awake: a busy or frozen machine suspects nobody.</summary>
public sealed class SilenceDetectorTests
{
    private static readonly SiloAddress Other = Silo(1);
    private readonly SilenceDetector detector = new(TimeSpan.FromSeconds(1));

    public SilenceDetectorTests() => detector.Watch(Other);

    [Fact]
    public void Silence_of_a_silent_silo_grows_with_the_listeners_time()
    {
        Listen(0, 1, 2, 3.5);
        Assert.Equal(3.5, Seconds());
    }

    [Fact]
    public void Silence_begins_anew_when_something_is_heard()
    {
        Listen(0, 1, 2);
        detector.Heard(Other);
        Listen(3, 4);
        Assert.Equal(2, Seconds());
    }

    [Fact]
    public void Silence_does_not_count_the_listeners_own_sleep()
    {
        Listen(0, 1, 60, 61);
        Assert.Equal(3, Seconds());
    }

    [Fact]
    public void Silence_under_constant_lateness_up_to_twice_the_period_counts_in_full()
    {
        Listen(0, 2, 4, 6, 8);
        Assert.Equal(8, Seconds());
    }

    [Fact]
    public void Silence_ignores_time_that_goes_backwards()
    {
        Listen(10, 5, 6);
        Assert.Equal(1, Seconds());
    }

    [Fact]
    public void Silence_of_a_silo_nobody_listens_to_is_none()
    {
        Listen(0, 1);
        detector.Keep(new HashSet<SiloAddress>());
        Listen(9);
        Assert.Equal(0, Seconds());
    }

    private double Seconds() => detector.Silence(Other).TotalSeconds;

    private void Listen(params double[] seconds)
    {
        foreach (var second in seconds)
        {
            detector.Tick(TimeSpan.FromSeconds(second));
        }
    }
}
