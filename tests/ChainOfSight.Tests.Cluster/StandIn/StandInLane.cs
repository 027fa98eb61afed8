using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Scheduling;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Tests.Cluster.StandIn;

/// <summary>A lane that does arithmetic instead of training, in virtual time. Its faults are planted by the simulation.</summary>
public sealed partial class StandInLane : IReplicaLane
{
    private readonly StandInWorld world;
    private readonly Dictionary<int, ulong> held = [];
    private Task tail = Task.CompletedTask;
    private readonly TimeProvider time;
    private string? run;
    private int stage = -1;
    private long next = -1;
    private ulong state;
    private (long Step, long Generation, ulong Root, bool IsWrong)? root;
    private ulong? offered;
    private bool lacksState;

    public StandInLane(StandInWorld world, LaneStart start, TimeProvider time, ExactConditions? conditions = null)
    {
        (this.world, this.time) = (world, time);
        Info = new LaneInfo(start.Device, start.Incarnation, $"memory:{start.Device}:{start.Incarnation}", conditions ?? new ExactConditions("stand-in", "0", "0", "0", 1, true));
        world.Lanes[Info.Endpoint] = this;
    }

    public LaneInfo Info { get; }

    public long Fenced { get; private set; }

    /// <summary>The newest generation that it heard of, whether the fence works or not.</summary>
    public long Heard { get; private set; }

    public bool IsGone { get; private set; }

    /// <summary>Fault: from now on every native call hangs.</summary>
    public bool IsStuck { get; set; }

    /// <summary>Fault: what the next native call throws.</summary>
    public Exception? NextFault { get; set; }

    /// <summary>A native call of it threw: its replica gives it up.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Fault: what every native call throws; null where it does not.</summary>
    public Func<Exception?> Fault { get; init; } = () => null;

    /// <summary>Fault: the next sum of this lane is wrong by a bit.</summary>
    public bool FlipsNextSum { get; set; }

    /// <summary>Planted bug: the fence does nothing.</summary>
    public bool IgnoresFence { get; init; }

    /// <summary>Planted bug: every root gets the same checksum.</summary>
    public bool DropsChecksum { get; init; }

    /// <summary>Planted bug: being polled applies what is held.</summary>
    public bool AppliesOnPoll { get; init; }

    /// <summary>Planted bug: the lane goes on after its end.</summary>
    public bool OutlivesItsEnd { get; init; }

    /// <summary>Writes what a checkpoint grain reads; null = what all lanes of the world do.</summary>
    public Func<Training.Checkpoints.CheckpointName, int, Task>? Saving { get; init; }

    /// <summary>Holds the lane up while it opens a stage in order to join.</summary>
    public Task Preparing { get; init; } = Task.CompletedTask;

    public (int Stage, long Step) Position => lacksState ? (-1, -1) : (stage, next);

    public LaneActivity Activity { get; private set; } = new(LaneWork.Idle, DateTimeOffset.UnixEpoch, LaneWait.None, null, null, null, 0);

    public StepHoldings Holdings
    {
        get
        {
            var mark = root is { } sum ? new ReducedMark(sum.Step, sum.Generation, Checksum(sum.Root)) : null;
            var holdings = run is null || lacksState ? StepHoldings.None : new StepHoldings(run, stage, next, mark, Nodes());
            if (AppliesOnPoll && root is { } early)
            {
                ApplyRoot(early.Root);
            }

            return holdings;
        }
    }

    public void Fence(long generation)
    {
        Heard = Math.Max(Heard, generation);
        if (generation > Fenced && !IgnoresFence)
        {
            Fenced = generation;
        }
    }

    public ValueTask CloseAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        if (!OutlivesItsEnd)
        {
            Kill();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The lane ends with its process: nothing that it had in work comes back.</summary>
    public void Kill()
    {
        IsGone = true;
        Fence(long.MaxValue);
    }

    private Task Delay(double milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds * (0.5 + (world.Draw(1000) / 1000.0))), time);

    private async Task<T> InTurn<T>(LaneWork work, long generation, Func<Task<T>> run)
    {
        var before = tail;
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        tail = mine.Task;
        try
        {
            await before;
            Require(generation);
            Fence(generation);
            Activity = new LaneActivity(work, time.GetUtcNow(), LaneWait.None, null, time.GetUtcNow(), null, 0);
            if (IsStuck)
            {
                await new TaskCompletionSource().Task;
            }

            if ((NextFault ?? Fault()) is { } fault)
            {
                NextFault = null;
                HasFailed = true;
                throw fault;
            }

            return await run();
        }
        finally
        {
            Activity = new LaneActivity(LaneWork.Idle, time.GetUtcNow(), LaneWait.None, null, null, null, 0);
            mine.TrySetResult();
        }
    }

    private void Require(long generation)
    {
        if (IsGone || generation < Fenced && !IgnoresFence)
        {
            throw new StaleGenerationException(generation, Fenced);
        }
    }

    private void Check(string how)
    {
        if (!IsGone && !world.IsFooled && state != world.Truth(stage, next))
        {
            world.Violate($"{Info.Device} {how} a wrong state at stage {stage}, step {next}");
        }
    }

    private string Hash() => state.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

    private StageMark Mark() => new()
    {
        Run = run!,
        StageIndex = stage,
        Stage = world.Stages[stage].Name,
        NextStep = next,
        TotalSteps = world.Stages[stage].Steps,
        Slots = world.Stages[stage].Slots,
        Updates = next,
        StateHash = Hash(),
        Conditions = Info.Conditions,
        Started = new StageStarted(world.Stages[stage].Name, stage, next, world.Stages[stage].Steps, null, 0, 0, 1, 0),
    };
}
