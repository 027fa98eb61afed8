using ChainOfSight.Actors.Testing;
using ChainOfSight.Tests.Actors.Grains;

namespace ChainOfSight.Tests.Actors.Runtime;

/// <summary>Promise, on every engine: a call reaches the one activation of its grain, and its caller hears what became of it.</summary>
public sealed class CallTests : ProbeTest
{
    [Fact]
    public async Task Join_of_a_silo_does_not_activate_a_living_grain_again()
    {
        var cluster = await Start();
        var grains = Enumerable.Range(0, 50).Select(i => cluster.Silos[0].GrainFactory.Plain($"j{i}")).ToList();
        var before = await Task.WhenAll(grains.Select(grain => grain.Identity())).OrDeadlock();
        var joined = await cluster.StartSiloAsync();
        var after = await Task.WhenAll(grains.Select(grain => joined.GrainFactory.Plain(grain.GetPrimaryKeyString()).Identity())).OrDeadlock();
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task Grain_exception_reaches_the_caller_with_its_type_and_message()
    {
        var cluster = await Start(2);
        var (grain, _, other) = await cluster.PlacedAsync("e");
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => other.GrainFactory.Plain(grain.GetPrimaryKeyString()).Fail("why").OrDeadlock());
        Assert.Equal("why", failure.Message);
    }

    [Fact]
    public async Task Cancelled_call_ends_for_the_caller_at_once_and_for_the_grain_in_a_turn()
    {
        var cluster = await Start(2);
        var (grain, _, other) = await cluster.PlacedAsync("c");
        using var cancellation = new CancellationTokenSource();
        var call = other.GrainFactory.Plain(grain.GetPrimaryKeyString()).WaitForCancel("w", cancellation.Token);
        await Gates.Entered("w");
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.OrDeadlock());
        await Deadlock.Until(() => Gates.Counted("cancelled w") == 1, "the grain saw the cancellation");
    }
}
