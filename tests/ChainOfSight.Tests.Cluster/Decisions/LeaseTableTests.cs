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
        leases.Reserve("one", ["s/cpu:1"], default);

        var taken = Assert.Throws<DeviceTakenException>(() => leases.Reserve("two", ["s/cpu:0", "s/cpu:1"], default));

        Assert.Equal(("s/cpu:1", "one"), (taken.Device, taken.Holder));
        Assert.Null(leases.HolderOf("s/cpu:0"));
    }

    [Fact]
    public void Lease_that_was_renewed_fences_the_one_before()
    {
        var old = leases.Reserve("one", ["s/cpu:0"], default);
        var renewed = leases.Reserve("one", ["s/cpu:0"], default);
        leases.Return(old);

        Assert.Equal((false, true), (leases.IsCurrent(old[0]), leases.IsCurrent(renewed[0])));
        leases.Return(renewed);
        Assert.Null(leases.HolderOf("s/cpu:0"));
    }

    [Fact]
    public void Lease_that_nobody_confirms_lapses_and_a_confirmed_one_does_not()
    {
        var soon = TimeSpan.FromSeconds(29);
        var late = TimeSpan.FromSeconds(30);
        var first = leases.Reserve("one", ["s/cpu:0"], default)[0];
        Assert.Throws<DeviceTakenException>(() => leases.Reserve("two", ["s/cpu:0"], soon));

        var second = leases.Reserve("two", ["s/cpu:0"], late)[0];
        Assert.Equal((false, true), (leases.Confirm(first), leases.Confirm(second)));
        Assert.Throws<DeviceTakenException>(() => leases.Reserve("one", ["s/cpu:0"], late + late));
        Assert.Equal(2, second.Epoch);
    }

    [Fact]
    public void Unknown_device_is_refused_with_those_that_there_are() =>
        Assert.Contains("s/cpu:0, s/cpu:1", Assert.Throws<RefusedException>(() => leases.Reserve("one", ["s/cpu:7"], default)).Message, StringComparison.Ordinal);
}
