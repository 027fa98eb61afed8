using ChainOfSight.Actors.Scheduling;
using ChainOfSight.Tests.Actors.Grains;

namespace ChainOfSight.Tests.Actors.Runtime;

/// <summary>Promise: one turn at a time, in order, and nothing of the starter's ambient values gets in.</summary>
public sealed class TurnSchedulerTests
{
    private static readonly AsyncLocal<string?> Ambient = new();

    [Fact]
    public async Task Inline_continuations_run_in_the_order_in_which_they_were_attached()
    {
        var turns = new TurnScheduler(ThreadPoolExecutor.Instance, 8, "test");
        var order = new List<int>();
        await turns.Start(
            async _ =>
            {
                var source = new TaskCompletionSource();
                var waiting = Enumerable.Range(0, 5).Select(async i =>
                {
                    await source.Task;
                    order.Add(i);
                }).ToList();
                source.SetResult();
                await Task.WhenAll(waiting);
            },
            null).OrDeadlock();
        Assert.Equal([0, 1, 2, 3, 4], order);
    }

    [Fact]
    public async Task Continuations_of_another_scheduler_come_back_as_turns()
    {
        var turns = new TurnScheduler(ThreadPoolExecutor.Instance, 8, "test");
        var schedulers = new List<TaskScheduler>();
        await turns.Start(
            async _ =>
            {
                schedulers.Add(TaskScheduler.Current);
                await Task.Run(() => { });
                schedulers.Add(TaskScheduler.Current);
            },
            null).OrDeadlock();
        Assert.All(schedulers, scheduler => Assert.Same(turns, scheduler));
    }

    [Fact]
    public async Task Ambient_values_and_contexts_of_the_starter_stay_outside()
    {
        var turns = new TurnScheduler(ThreadPoolExecutor.Instance, 8, "test");
        Ambient.Value = "first caller";
        SynchronizationContext? context = new();
        string? seen = "unset";
        var done = turns.Start(
            async _ =>
            {
                context = SynchronizationContext.Current;
                seen = Ambient.Value;
                await Task.Yield();
            },
            null);
        await done.OrDeadlock();
        Assert.Null(context);
        Assert.Null(seen);
    }

    [Fact]
    public async Task Closed_scheduler_runs_nothing_more()
    {
        var executor = new PausableExecutor(ThreadPoolExecutor.Instance);
        var turns = new TurnScheduler(executor, 8, "test");
        executor.Pause();
        var ran = false;
        turns.Post(_ => ran = true, null);
        Assert.Contains("1 turns wait", turns.DumpStatus());
        turns.Close();
        executor.Resume();
        var other = new TurnScheduler(ThreadPoolExecutor.Instance, 8, "other");
        await other.Start(_ => Task.CompletedTask, null).OrDeadlock();
        Assert.False(ran);
        Assert.Equal(0, turns.Length);
    }
}
