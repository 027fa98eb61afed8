using ChainOfSight.Tests.Actors.Grains;

namespace ChainOfSight.Tests.Actors.Runtime;

/// <summary>Promise: a timer's tick is a turn of its grain like any request, and no tick comes after the activation ended.</summary>
public sealed class TimerTests : ProbeTest
{
    [Fact]
    public async Task Timer_ticks_again_and_again_until_the_grain_ends()
    {
        var cluster = await Start();
        var grain = cluster.Silos[0].GrainFactory.Plain("t");
        await grain.StartTimer(TimeSpan.Zero, TimeSpan.FromMilliseconds(1), false).OrDeadlock();
        while (await grain.Ticks().OrDeadlock() < 3)
        {
            await Task.Yield();
        }

        await grain.EndWhenIdle().OrDeadlock();
        Assert.Equal(0, await grain.Ticks().OrDeadlock());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tick_waits_for_a_running_request_unless_it_interleaves(bool interleave)
    {
        var cluster = await Start();
        var grain = cluster.Silos[0].GrainFactory.Plain("t");
        Gates.Prepare("tick t");
        await grain.StartTimer(TimeSpan.Zero, Timeout.InfiniteTimeSpan, interleave).OrDeadlock();
        await Gates.Entered("tick t");
        var request = grain.Add(1);
        var barrier = grain.HoldInterleaving("barrier");
        await Gates.Entered("barrier");
        if (interleave)
        {
            Assert.Equal(1, await request.OrDeadlock());
        }
        else
        {
            Assert.False(request.IsCompleted);
        }

        Gates.Open("tick t");
        Gates.Open("barrier");
        await Task.WhenAll(request, barrier).OrDeadlock();
    }
}
