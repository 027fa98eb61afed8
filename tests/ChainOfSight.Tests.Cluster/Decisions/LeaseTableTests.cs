using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Devices;

namespace ChainOfSight.Tests.Cluster.Decisions;

/// <summary>Promise: a device serves one run at a time, a reservation is all or nothing, and an older lease is worth nothing.</summary>
public sealed class LeaseTableTests
{
    private readonly LeaseTable leases = new(["s/cpu:0", "s/cpu:1"]);

    [Fact]
    public void Reservation_that_meets_a_taken_device_takes_nothing()
    {
        leases.Reserve("one", ["s/cpu:1"]);

        var taken = Assert.Throws<DeviceTakenException>(() => leases.Reserve("two", ["s/cpu:0", "s/cpu:1"]));

        Assert.Equal(("s/cpu:1", "one"), (taken.Device, taken.Holder));
        Assert.Null(leases.HolderOf("s/cpu:0"));
    }

    [Fact]
    public void Lease_that_was_renewed_fences_the_one_before()
    {
        var old = leases.Reserve("one", ["s/cpu:0"]);
        var renewed = leases.Reserve("one", ["s/cpu:0"]);
        leases.Return(old);

        Assert.Equal((false, true), (leases.IsCurrent(old[0]), leases.IsCurrent(renewed[0])));
        leases.Return(renewed);
        Assert.Null(leases.HolderOf("s/cpu:0"));
    }

    [Fact]
    public void Unknown_device_is_refused_with_those_that_there_are() =>
        Assert.Contains("s/cpu:0, s/cpu:1", Assert.Throws<RefusedException>(() => leases.Reserve("one", ["s/cpu:7"])).Message, StringComparison.Ordinal);
}
