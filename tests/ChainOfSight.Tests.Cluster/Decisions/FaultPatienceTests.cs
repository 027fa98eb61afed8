using ChainOfSight.Grains.Recovery;

namespace ChainOfSight.Tests.Cluster.Decisions;

/// <summary>When faults that may pass are tried no more.</summary>
public sealed class FaultPatienceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Promise: it takes both, many tries of one device and a long time, to give up.</summary>
    [Theory]
    [InlineData(4, 60, false)]
    [InlineData(5, 9, false)]
    [InlineData(5, 10, true)]
    [InlineData(50, 10, true)]
    public void Giving_up_takes_many_tries_and_a_long_time(int tries, int minutes, bool isOver)
    {
        var faults = new FaultPatience();
        for (var earlier = 1; earlier < tries; earlier++)
        {
            Assert.Null(faults.Met("a", TimeSpan.Zero, Patience));
        }

        Assert.Equal(isOver ? (tries, TimeSpan.FromMinutes(minutes)) : null, faults.Met("a", TimeSpan.FromMinutes(minutes), Patience));
    }

    /// <summary>Promise: devices that fail together do not count as tries of one.</summary>
    [Fact]
    public void Tries_are_counted_per_device()
    {
        var faults = new FaultPatience();
        foreach (var device in new[] { "a", "b", "c", "d", "e", "f" })
        {
            Assert.Null(faults.Met(device, TimeSpan.FromMinutes(device[0]), Patience));
        }
    }

    /// <summary>Promise: only getting further than ever counts as progress; steps that are repeated from a checkpoint do not.</summary>
    [Fact]
    public void Repeated_steps_are_no_progress()
    {
        var faults = new FaultPatience();
        faults.Reached(1, 8);
        for (var tried = 1; tried < 5; tried++)
        {
            Assert.Null(faults.Met("a", TimeSpan.FromMinutes(tried), Patience));
            faults.Reached(1, 6);
            faults.Reached(1, 8);
        }

        Assert.NotNull(faults.Met("a", TimeSpan.FromMinutes(20), Patience));
        faults.Reached(2, 1);
        Assert.Null(faults.Met("a", TimeSpan.FromMinutes(30), Patience));
        faults.Clear();
        Assert.Null(faults.Met("a", TimeSpan.FromMinutes(60), Patience));
    }
}
