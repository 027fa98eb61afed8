using ChainOfSight.Silo.Stopping;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChainOfSight.Tests.Silo.Stopping;

/// <summary>A silo takes no more slots, waits for its step, leaves; and leaves in any case once its budget is spent.</summary>
public sealed class GracefulStopTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(10);
    private readonly ManualClock clock = new();

    [Fact]
    public async Task Silo_leaves_once_its_replicas_are_free()
    {
        var departure = new Departure { Busy = new([["a/cpu:0"], ["a/cpu:0"], []]) };

        Assert.True(await RunAsync(departure));

        Assert.Equal(["refuse", "busy 1", "busy 1", "busy 0", "leave"], departure.Did);
        Assert.True(clock.GetElapsedTime(0) < Budget);
    }

    [Fact]
    public async Task Silo_leaves_when_its_budget_is_spent()
    {
        var departure = new Departure { Busy = new([.. Enumerable.Repeat<string[]>(["a/cpu:0"], 1000)]) };

        Assert.False(await RunAsync(departure));

        Assert.Equal("leave", departure.Did[^1]);
        Assert.Equal(Budget, clock.GetElapsedTime(0));
    }

    [Fact]
    public async Task Silo_leaves_though_the_cluster_does_not_answer()
    {
        var departure = new Departure { Fault = new TimeoutException("no silo answered") };

        Assert.False(await RunAsync(departure));

        Assert.Equal(["refuse", "leave"], departure.Did);
    }

    [Fact]
    public async Task Second_signal_ends_the_waiting()
    {
        using var atOnce = new CancellationTokenSource();
        var departure = new Departure { Busy = new([.. Enumerable.Repeat<string[]>(["a/cpu:0"], 1000)]), AfterBusy = atOnce.Cancel };

        Assert.False(await RunAsync(departure, atOnce.Token));

        Assert.Equal(["refuse", "busy 1", "leave"], departure.Did);
    }

    private async Task<bool> RunAsync(Departure departure, CancellationToken atOnce = default)
    {
        var stop = new GracefulStop(departure, Budget, clock, NullLogger.Instance).RunAsync(atOnce);
        while (!stop.IsCompleted)
        {
            clock.Next();
            await Task.Yield();
        }

        return await stop;
    }

    private sealed class Departure : IDeparture
    {
        public Queue<string[]> Busy { get; init; } = [];

        public Exception? Fault { get; init; }

        public Action? AfterBusy { get; init; }

        public List<string> Did { get; } = [];

        public Task RefuseNewWorkAsync(CancellationToken cancellationToken)
        {
            Did.Add("refuse");
            return Fault is null ? Task.CompletedTask : Task.FromException(Fault);
        }

        public Task<IReadOnlyList<string>> BusyReplicasAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var busy = Busy.Dequeue();
            Did.Add($"busy {busy.Length}");
            AfterBusy?.Invoke();
            return Task.FromResult<IReadOnlyList<string>>(busy);
        }

        public Task LeaveAsync(CancellationToken cancellationToken)
        {
            Did.Add("leave");
            return Task.CompletedTask;
        }
    }
}
