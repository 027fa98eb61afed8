using ChainOfSight.Training.Steps;

namespace ChainOfSight.Tests.Unit.Training.Steps;

/// <summary>All work of a lane runs on one thread, in order, and its faults come out at its caller.</summary>
public sealed class LaneTests
{
    [Fact]
    public async Task Work_runs_on_one_thread_in_order()
    {
        await using var lane = new Lane("test");
        var order = new List<int>();

        var threads = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => lane.RunAsync(() =>
        {
            order.Add(i);
            Assert.True(lane.IsCurrent);
            return Environment.CurrentManagedThreadId;
        })));

        Assert.Single(threads.Distinct());
        Assert.Equal(50, order.Count);
        Assert.False(lane.IsCurrent);
    }

    [Fact]
    public async Task Fault_comes_out_and_the_lane_goes_on()
    {
        await using var lane = new Lane("test");

        await Assert.ThrowsAsync<InvalidOperationException>(() => lane.RunAsync(() => throw new InvalidOperationException("boom")));

        Assert.Equal(3, await lane.RunAsync(() => 3));
    }

    [Fact]
    public async Task Full_queue_makes_callers_wait()
    {
        await using var lane = new Lane("test", capacity: 1);
        using var gate = new ManualResetEventSlim();
        var running = new TaskCompletionSource();
        var first = lane.RunAsync(() =>
        {
            running.SetResult();
            gate.Wait();
        });
        await running.Task;
        var second = lane.RunAsync(() => 2);
        using var cancelled = new CancellationTokenSource();
        var third = lane.RunAsync(() => 3, cancelled.Token);

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        gate.Set();

        await first;
        Assert.Equal(2, await second);
    }
}
