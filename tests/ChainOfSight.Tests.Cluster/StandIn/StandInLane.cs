using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Scheduling;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Tests.Cluster.StandIn;

/// <summary>A lane that does arithmetic instead of training, in virtual time. Its faults are planted by the simulation.</summary>
public sealed class StandInLane : IReplicaLane
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

    public Task<StageMark> OpenAsync(OpenStage order, CancellationToken cancellationToken) => InTurn(LaneWork.Opening, order.Generation, async () =>
    {
        (run, stage, next) = (null, -1, -1);
        held.Clear();
        root = null;
        world.VoidOpenings += lacksState ? 1 : 0;
        lacksState = order.IsForJoin;
        await Delay(lacksState ? 80 : 20);
        if (lacksState)
        {
            await Preparing;
        }

        if (order.Checkpoint is { } folder)
        {
            var stored = world.Checkpoints[folder];
            (stage, next, state) = (stored.Stage, stored.Step, stored.State);
        }
        else
        {
            (stage, next, state) = (0, 0, StandInMath.Seed);
        }

        run = order.Run;
        Check("opened");
        if (stage != order.StageIndex)
        {
            world.Violate($"{Info.Device} was told to open stage {order.StageIndex} from a checkpoint of stage {stage}");
        }

        if (!lacksState)
        {
            world.OpenedFromStore?.Invoke(this);
        }

        return Mark();
    });

    public Task<StageMark> TakeStateAsync(TakeState order, CancellationToken cancellationToken) => InTurn(LaneWork.Taking, order.Generation, async () =>
    {
        var ticket = order.Ticket;
        if (run is null || stage != ticket.StageIndex)
        {
            throw new LaneOrderException($"stage {ticket.StageIndex} was to be taken, {stage} is open");
        }

        lacksState = true;
        await Delay(5);
        if (!world.Lanes.TryGetValue(ticket.Endpoint, out var peer) || peer.IsGone || peer.offered is not { } theirs || theirs.ToString("x16", System.Globalization.CultureInfo.InvariantCulture) != ticket.StateHash)
        {
            throw new PeerExchangeException(ticket.Endpoint, "its offer is gone.");
        }

        held.Clear();
        (next, state, root, lacksState) = (ticket.Step, theirs, null, false);
        Check("took");
        world.Joins++;
        return Mark();
    });

    public Task<ReducedStep> ReduceAsync(ReduceOrder order, CancellationToken cancellationToken) => InTurn(LaneWork.Reducing, order.Generation, async () =>
    {
        if (run is null || lacksState || order.Step != next)
        {
            throw new LaneOrderException($"step {order.Step} was ordered, {next} is next");
        }

        var slots = world.Stages[stage].Slots;
        var owners = Owners(order, slots);
        var room = world.Rooms.GetOrAdd((order.Run, order.Generation, stage, order.Step), _ => new StandInRoom(world, order));
        room.Check(order);
        var computed = 0;
        for (var slot = 0; slot < slots; slot++)
        {
            if (owners[slot] != order.Self)
            {
                continue;
            }

            if (!held.TryGetValue(slot, out var leaf))
            {
                await Delay(world.SlotMilliseconds);
                leaf = held[slot] = StandInMath.Leaf(state, stage, next, slot);
                computed++;
                world.ComputedSlots++;
            }

            Require(order.Generation);
            room.Bring(slot, leaf, order.Self);
        }

        while (!room.IsComplete(slots))
        {
            Require(order.Generation);
            if (order.Members.FirstOrDefault(member => !world.Lanes.TryGetValue(member.Endpoint, out var peer) || peer.IsGone) is { } gone && world.Draw(2) == 0)
            {
                throw new PeerExchangeException(gone.Endpoint, "it is gone.");
            }

            await Delay(3);
        }

        await Delay(2);
        Require(order.Generation);
        var isWrong = FlipsNextSum && order.Members.Count > 1;
        FlipsNextSum &= !isWrong;
        var sum = room.Root(slots) ^ (isWrong ? 2UL : 0);
        root = (next, order.Generation, sum, isWrong);
        return new ReducedStep
        {
            Step = next,
            Generation = order.Generation,
            Checksum = Checksum(sum),
            LossSum = 1,
            LossTokens = 1,
            Samples = slots,
            Tokens = slots,
            SampleDigest = 0,
            Quarantined = world.Bad(stage, next),
            ComputedSlots = computed,
            DataWait = default,
            Compute = default,
            ExchangeWait = default,
        };
    });

    public Task<AppliedStep> ApplyAsync(ApplyOrder order, CancellationToken cancellationToken) => InTurn(LaneWork.Applying, order.Generation, async () =>
    {
        if (order.Step == next && root is { } sum && sum.Step == order.Step && Checksum(sum.Root) == order.Checksum)
        {
            await Delay(2);

            // All who could have told were gone before they did.
            world.IsFooled |= sum.IsWrong && order.Generation > sum.Generation;
            ApplyRoot(sum.Root);
        }
        else if (order.Step != next - 1)
        {
            throw new LaneOrderException($"step {order.Step} cannot be applied, {next} is next");
        }

        return new AppliedStep { Step = order.Step, LearningRate = 0.1, NextStep = next, GradientNorm = 1 };
    });

    public Task<StageMark> MarkAsync(CancellationToken cancellationToken) => Task.FromResult(Mark());

    public async Task<SavedCheckpoint> SaveAsync(SaveOrder order, CancellationToken cancellationToken)
    {
        var copy = await InTurn(LaneWork.Saving, order.Generation, () =>
            !lacksState && order.Step == next && order.StageIndex == stage ? Task.FromResult(state) : throw new LaneOrderException($"step {order.Step} was to be saved, {next} is next"));
        await Delay(60);
        if (IsGone)
        {
            await new TaskCompletionSource().Task;
        }

        var name = new Training.Checkpoints.CheckpointName(order.Run, world.Stages[order.StageIndex].Name, order.Step, order.Generation, order.Saver);
        if (world.FailsSave?.Invoke(order.Saver) ?? world.Draw(20) == 0)
        {
            throw new IOException("the store failed");
        }

        await SaveAsync(name, order.StageIndex, copy);
        return new SavedCheckpoint(name, order.StageIndex, 1, default, default);
    }

    public Task<HeldOutSums> MeasureAsync(MeasureOrder order, CancellationToken cancellationToken) => InTurn(LaneWork.Measuring, order.Generation, async () =>
    {
        await Delay(20);
        return new HeldOutSums(stage, next, [.. Enumerable.Range(order.FirstSlot, order.Slots).Select(slot => new HeldOutSlot(slot, world.HeldOut(stage, next), 1))]);
    });

    public Task<TransformedStage> TransformAsync(TransformOrder order, CancellationToken cancellationToken) => InTurn(LaneWork.Transforming, order.Generation, async () =>
    {
        (run, stage, next) = (null, -1, -1);
        await Delay(50);
        var (from, step, stored) = world.Checkpoints[order.Checkpoint!];
        if (from != order.StageIndex - 1 || !world.End(from, step))
        {
            world.Violate($"stage {order.StageIndex} was made from stage {from} at step {step}");
        }

        var name = new Training.Checkpoints.CheckpointName(order.Run, world.Stages[order.StageIndex].Name, 0, order.Generation, order.Saver);
        await SaveAsync(name, order.StageIndex, StandInMath.Transform(stored, order.StageIndex));
        world.HandedOver?.Invoke();
        var (held, acceptable) = world.Judge(order.StageIndex);
        return new TransformedStage(Report(), new SavedCheckpoint(name, order.StageIndex, 1, default, default), held, acceptable);
    });

    public Task<StageScores> EvaluateAsync(EvaluateOrder order, CancellationToken cancellationToken) => InTurn(LaneWork.Evaluating, order.Generation, async () =>
    {
        await Delay(30);
        return new StageScores(world.Stages[stage].Name, next, []);
    });

    public Task<StateTicket> OfferStateAsync(OfferState order, CancellationToken cancellationToken) => InTurn(LaneWork.Offering, order.Generation, async () =>
    {
        await Delay(5);
        if (lacksState)
        {
            throw new LaneOrderException("this lane has no state to offer");
        }

        offered = state;
        return new StateTicket(Info.Endpoint, "k", order.Run, stage, next, 1, Hash());
    });

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

    private async Task SaveAsync(Training.Checkpoints.CheckpointName name, int stageIndex, ulong saved)
    {
        // Its last write may land without an answer: then it stands.
        world.Checkpoints[name.Folder] = (stageIndex, name.Step, saved);
        if ((Saving ?? world.Saving) is { } saving)
        {
            await saving(name, stageIndex);
        }
    }

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

    // A slot that somebody holds is brought by the first who holds it; the others are dealt out in ranges.
    private static int[] Owners(ReduceOrder order, int slots)
    {
        var owners = Enumerable.Range(0, slots).Select(slot => order.Members.ToList().FindIndex(member => member.Held.Any(node => node.Start <= slot && slot < node.End))).ToArray();
        var open = Enumerable.Range(0, slots).Where(slot => owners[slot] < 0).ToArray();
        for (var i = 0; i < open.Length; i++)
        {
            owners[open[i]] = (int)((long)i * order.Members.Count / open.Length);
        }

        return owners;
    }

    private void ApplyRoot(ulong sum)
    {
        state = StandInMath.Apply(state, sum);
        next++;
        root = null;
        held.Clear();
        if (!IsGone)
        {
            Check("applied");
            world.Furthest = (stage, next).CompareTo(world.Furthest) > 0 ? (stage, next) : world.Furthest;
        }
    }

    private void Check(string how)
    {
        if (!IsGone && !world.IsFooled && state != world.Truth(stage, next))
        {
            world.Violate($"{Info.Device} {how} a wrong state at stage {stage}, step {next}");
        }
    }

    private List<SlotNode> Nodes()
    {
        var nodes = new List<SlotNode>();
        Collect(new SlotNode(0, world.Stages[stage].Slots));
        return nodes;

        void Collect(SlotNode node)
        {
            if (Enumerable.Range(node.Start, node.Length).All(held.ContainsKey))
            {
                nodes.Add(node);
            }
            else if (node.Length > 1)
            {
                var (left, right) = node.Split();
                Collect(left);
                Collect(right);
            }
        }
    }

    private long Checksum(ulong sum) => DropsChecksum ? 1 : unchecked((long)sum);

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

    private static HandOverReport Report() => new()
    {
        From = "a",
        To = "b",
        FromLayout = "a",
        ToLayout = "b",
        FromTokens = 1,
        ToTokens = 1,
        FromImageSide = 1,
        ToImageSide = 1,
        Scales = [],
        PositionsInterpolated = false,
        ConstantMapError = 0,
        LossBefore = 1,
        LossAfter = 1,
        MaxLossRise = 0.1,
        Samples = 1,
    };
}
