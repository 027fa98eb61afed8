using System.Collections.Concurrent;
using ChainOfSight.Actors;
using ChainOfSight.Actors.Testing;
using ChainOfSight.Grains.Contracts.Checkpoints;
using ChainOfSight.Grains.Contracts.Clusters;
using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Grains.Contracts.Stages;
using ChainOfSight.Tests.Support.Elastic;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Tests.Support.Schedules;

/// <summary>
/// A run with real tensors to which a schedule happens. What strikes at a moment strikes inside of it: a killed silo does nothing after that
/// moment. What takes longer is done by the loop that looks at the run, which counts its looks and not time.
/// </summary>
internal sealed class DisturbedRun
{
    private const int MostLooks = 30_000;
    private const int LooksPerQuestion = 8;
    private const int MostReplicas = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly Recipe Recipe = SmallRecipe.Read();
    private readonly Schedule schedule;
    private readonly Lock gate = new();
    private readonly Queue<Disturbance> coming;
    private readonly List<(int Look, Func<Task> Act)> later = [];
    private readonly List<TestSilo> active = [];
    private readonly List<TestSilo> frozen = [];
    private readonly List<Task> stops = [];
    private readonly List<DisturbanceKind> happened = [];
    private readonly ConcurrentQueue<string> log = [];
    private TensorCluster cluster = null!;
    private int passed;
    private int look;
    private bool isStopping;

    private DisturbedRun(Schedule schedule) => (this.schedule, coming) = (schedule, new(schedule.Disturbances));

    /// <summary>Runs a schedule and compares.</summary>
    /// <param name="schedule">What happens.</param>
    /// <param name="undisturbed">The bits that must come out.</param>
    public static async Task<ScheduleOutcome> RunAsync(Schedule schedule, UndisturbedRuns undisturbed)
    {
        var run = new DisturbedRun(schedule);
        string? fault;
        RunView? view = null;
        var needed = 0L;
        try
        {
            run.cluster = await TensorCluster.StartAsync(new TensorClusterOptions { IsFast = true, Met = run.MeetAsync });
            await using var _ = run.cluster;
            view = await run.TrainAsync();
            fault = view.Phase == RunPhase.Completed ? null : $"the run is {TensorCluster.Describe(view)}";
            if (fault is null)
            {
                var bits = await RunBits.OfAsync(run.cluster);
                fault = bits.Differs(await undisturbed.GetAsync(await RunBits.EndsAsync(run.cluster)));
                needed = bits.Samples.Split('\n').Sum(line => Recipe.Stages[line[0] - '0'].Slots);
            }

            run.ThawAll();
            await Task.WhenAll(run.stops);
        }
        catch (Exception e)
        {
            fault = e.ToString();
        }

        return new ScheduleOutcome(
            schedule.ToString(), run.happened, view?.Generation ?? 0, run.cluster.ReadSlots, needed, fault is null ? null : $"{fault}\n{string.Join('\n', run.log)}");
    }

    private async Task<RunView> TrainAsync()
    {
        for (var silo = 0; silo < schedule.Silos; silo++)
        {
            active.Add(await cluster.Cluster.StartSiloAsync());
        }

        await OnceAsync(SubmitAsync);
        RunView? last = null;
        for (; look < MostLooks; look++)
        {
            await ActAsync();
            await Task.Delay(4);
            if (look % LooksPerQuestion != 0)
            {
                continue;
            }

            try
            {
                last = await cluster.Run.Status().WaitAsync(Patience);
            }
            catch (Exception e) when (IsPassing(e))
            {
                continue;
            }

            switch (last.Phase)
            {
                case RunPhase.Completed or RunPhase.Failed or RunPhase.Held:
                    return last;
                case RunPhase.Unknown or RunPhase.Interrupted:
                    // Stopped by an operator, or its host died while it was submitted: the same command again.
                    await OnceAsync(SubmitAsync);
                    break;
                case RunPhase.Paused:
                    await OnceAsync(cluster.Run.Resume);
                    break;
            }
        }

        throw new TimeoutException($"After {MostLooks} looks the run is {TensorCluster.Describe(last)}.");
    }

    private Task SubmitAsync() => cluster.SubmitAsync(Recipe, schedule.MinReplicas, MostReplicas);

    // The second halves of what happens, whose time has come; and never no silo, nor fewer than the run needs.
    private async Task ActAsync()
    {
        List<Func<Task>> due;
        int missing;
        lock (gate)
        {
            due = [.. later.Where(one => one.Look <= look).Select(one => one.Act)];
            later.RemoveAll(one => one.Look <= look);
            missing = Math.Max(1, schedule.MinReplicas) - active.Count;
        }

        foreach (var act in due)
        {
            await act();
        }

        for (; missing > 0; missing--)
        {
            await JoinAsync();
        }

        if (look % 50 == 49)
        {
            await WakeAsync();
        }
    }

    private async Task MeetAsync(ClusterPoint point)
    {
        Func<Task>? act = null;
        lock (gate)
        {
            if (!isStopping && coming.TryPeek(out var next) && (next.At.Length == 0 || point.Title.StartsWith(next.At, StringComparison.Ordinal)) && ++passed > next.After)
            {
                coming.Dequeue();
                passed = 0;
                act = Strike(next, point);
            }
        }

        if (act is not null)
        {
            // On a thread of its own: it may end the very silo whose turn this is.
            await Task.Run(act);
        }
    }

    private Func<Task>? Strike(Disturbance disturbance, ClusterPoint point)
    {
        var met = VictimOf(disturbance.Victim, point);
        if (met is null && disturbance.Kind is not (DisturbanceKind.Join or DisturbanceKind.StopRun or DisturbanceKind.PauseRun or DisturbanceKind.NextStage or DisturbanceKind.KillAll))
        {
            return null;
        }

        happened.Add(disturbance.Kind);
        log.Enqueue($"{disturbance.Kind} of {met?.Name} at \"{point.Title}\" of {point.Silo}, look {look}");
        if (disturbance.IsReplaced && disturbance.Kind is not (DisturbanceKind.Join or DisturbanceKind.KillAll or DisturbanceKind.Stall))
        {
            Later(disturbance.Later, JoinAsync);
        }

        switch (disturbance.Kind)
        {
            case DisturbanceKind.Kill:
                active.Remove(met!);
                Later(0, WakeAsync);
                return Now(() => cluster.Kill(met!));
            case DisturbanceKind.KillUnseen:
                active.Remove(met!);
                Later(disturbance.Later, () => BuryAsync(met!));
                return Now(() => cluster.Kill(met!, declareDead: false));
            case DisturbanceKind.KillAll:
                List<TestSilo> all = [.. active];
                active.Clear();
                Later(0, StartAnewAsync);
                return Now(() => all.ForEach(silo => cluster.Kill(silo)));
            case DisturbanceKind.Zombie:
                active.Remove(met!);
                frozen.Add(met!);
                Later(2, () => BuryAsync(met!));
                Later(2 + (4 * disturbance.Later), () => ThawAsync(met!));
                Later(2 + (4 * disturbance.Later) + 40, () => FenceItselfAsync(met!));
                return Now(() => cluster.Freeze(met!));
            case DisturbanceKind.Stall:
                frozen.Add(met!);
                Later(disturbance.Later, () => ThawAsync(met!));
                return Now(() => cluster.Freeze(met!));
            case DisturbanceKind.Stop when active.Count > 1:
                active.Remove(met!);
                Later(0, () => StopAsync(met!));
                break;
            case DisturbanceKind.Drain when active.Count > 1:
                active.Remove(met!);
                Later(0, () => OnceAsync(() => cluster.Cluster.Client.GetGrain<ICluster>(ICluster.Key).Drain(met!.Name)));
                Later(20 + disturbance.Later, () => StopAsync(met!));
                break;
            case DisturbanceKind.Join:
                Later(0, JoinAsync);
                break;
            case DisturbanceKind.StopRun:
                Later(0, () => OnceAsync(cluster.Run.Stop));
                break;
            case DisturbanceKind.PauseRun:
                Later(0, () => OnceAsync(cluster.Run.Pause));
                break;
            case DisturbanceKind.NextStage:
                Later(0, () => OnceAsync(EndStageAsync));
                break;
        }

        return null;

        static Func<Task> Now(Action act) => () =>
        {
            act();
            return Task.CompletedTask;
        };
    }

    private TestSilo? VictimOf(Victim victim, ClusterPoint point)
    {
        var met = victim switch
        {
            Victim.Run => cluster.HostOf<IRun>("tiny"),
            Victim.StageManager => cluster.HostOf<IStageManager>("tiny"),
            Victim.Checkpoint => cluster.HostOf<ICheckpoint>("tiny"),
            Victim.Other => active.Find(silo => silo.Name != point.Silo),
            _ => null,
        } ?? active.Find(silo => silo.Name == point.Silo);
        return met is not null && active.Contains(met) && !frozen.Contains(met) ? met : null;
    }

    private void Later(int looks, Func<Task> act) => later.Add((look + looks, act));

    private async Task JoinAsync()
    {
        if (active.Count >= MostReplicas)
        {
            return;
        }

        var silo = await cluster.Cluster.StartSiloAsync();
        log.Enqueue($"{silo.Name} joins, look {look}");
        lock (gate)
        {
            active.Add(silo);
        }

        await WakeAsync();
    }

    private async Task StartAnewAsync()
    {
        for (var silo = 0; silo < schedule.Silos; silo++)
        {
            await JoinAsync();
        }

        await OnceAsync(SubmitAsync);
    }

    // Beside the looks: what stands still meanwhile goes on by them.
    private Task StopAsync(TestSilo silo)
    {
        stops.Add(cluster.Cluster.StopSiloAsync(silo));
        return WakeAsync();
    }

    private async Task BuryAsync(TestSilo silo)
    {
        cluster.Cluster.Membership.Remove(silo.Address);
        await WakeAsync();
    }

    private Task ThawAsync(TestSilo silo)
    {
        log.Enqueue($"{silo.Name} goes on, look {look}");
        lock (gate)
        {
            frozen.Remove(silo);
        }

        cluster.Thaw(silo);
        return Task.CompletedTask;
    }

    // A silo that finds itself dead ends itself.
    private Task FenceItselfAsync(TestSilo silo)
    {
        cluster.Kill(silo, declareDead: false);
        return Task.CompletedTask;
    }

    private void ThawAll()
    {
        lock (gate)
        {
            isStopping = true;
            frozen.ForEach(cluster.Thaw);
            frozen.Clear();
        }
    }

    private async Task EndStageAsync()
    {
        try
        {
            await cluster.Run.Stage(new StageOrder { Kind = StageOrderKind.Next });
        }
        catch (RefusedException e) when (e.Message.Contains("is completed", StringComparison.Ordinal))
        {
            // It came too late.
        }
    }

    // As a keeper does at each change of the cluster.
    private Task WakeAsync() => OnceAsync(cluster.Run.Wake);

    private static async Task OnceAsync(Func<Task> call)
    {
        try
        {
            await call().WaitAsync(Patience);
        }
        catch (Exception e) when (IsPassing(e))
        {
        }
    }

    private static bool IsPassing(Exception e) => e is TimeoutException or SiloUnavailableException or OrleansMessageRejectionException;
}
