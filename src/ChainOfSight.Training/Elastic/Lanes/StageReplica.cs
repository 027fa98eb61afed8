using ChainOfSight.Tensors.Collectives;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Stages;
using ChainOfSight.Training.Steps;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Elastic;

/// <summary>
/// A stage that is open on a lane: model, optimizer, data, and the sum of the step that comes next. Tensors on the lane's thread only;
/// <see cref="Holdings"/> and <see cref="Fence"/> from any.
/// </summary>
internal sealed class StageReplica
{
    private readonly Lock gate = new();
    private readonly LaneRun run;
    private readonly int index;
    private readonly StageModel model;
    private readonly StageOptimizer optimizer;
    private readonly IReadOnlyDictionary<string, HostTensor> rest;
    private readonly VisualState? visual;
    private readonly SaveBuffers buffers;
    private readonly List<StateCopy> copies = [];
    private long fenced = long.MinValue;
    private IStepSum sum;
    private ReducedStep? reduced;
    private AppliedStep? applied;
    private string? broken;
    private volatile bool lacksState;

    /// <summary>Takes over a model with its optimizer. On the lane's thread.</summary>
    /// <param name="run">The run.</param>
    /// <param name="index">Index of the stage.</param>
    /// <param name="model">The model; owned from now on.</param>
    /// <param name="optimizer">Its optimizer; owned from now on.</param>
    /// <param name="library">Weights with which it was built; what the stage trains is dropped from it, since the optimizer has it.</param>
    /// <param name="visual">Layout of the visual weights; null where there are none.</param>
    /// <param name="ahead">Reads its slots.</param>
    /// <param name="nextStep">Step that is done next.</param>
    /// <param name="collectives">What adds gradients up from device to device; null = the memory of the host.</param>
    /// <param name="lacksState">Whether it is of no use before a peer's state was taken in.</param>
    public StageReplica(
        LaneRun run, int index, StageModel model, StageOptimizer optimizer, WeightLibrary library, VisualState? visual, SlotAhead ahead, long nextStep, IDeviceCollectives? collectives,
        bool lacksState = false)
    {
        (this.run, this.index, this.model, this.optimizer, this.visual, this.lacksState) = (run, index, model, optimizer, visual, lacksState);
        (Ahead, NextStep, sum) = (ahead, nextStep, NewSum());
        Buckets = new BucketLayout([.. model.Trained.Select(parameter => parameter.Value.numel())]);
        DeviceBuckets = collectives is not null && run.Recipe.Reduction == ReductionMode.Fast && model.Trained.Count > 0 ? new DeviceBuckets(collectives, Buckets, model.Trained[0].Value.device) : null;
        Early = new EarlyGradients(model.Trained.Count);
        foreach (var parameter in model.Trained)
        {
            library.Remove(parameter.Name);
        }

        rest = library.Tensors;
        using var scope = NewDisposeScope();
        buffers = new SaveBuffers(optimizer.Parts());
    }

    public LaneRun Run => run;

    public int Index => index;

    public StageModel Model => model;

    public StageRecipe Stage => model.Stage;

    public SlotAhead Ahead { get; }

    public long NextStep { get; private set; }

    /// <summary>The sum of the next step.</summary>
    public IStepSum Sum => sum;

    /// <summary>Memory of what is sent.</summary>
    public PayloadPool Payloads { get; } = new();

    /// <summary>Which gradients travel together in mode <c>fast</c>.</summary>
    public BucketLayout Buckets { get; }

    /// <summary>Adds them up from device to device; null where they go through the memory of the host.</summary>
    public DeviceBuckets? DeviceBuckets { get; }

    /// <summary>Which of them may set off while backward computes.</summary>
    public EarlyGradients Early { get; }

    public StepHoldings Holdings
    {
        get
        {
            lock (gate)
            {
                return lacksState ? StepHoldings.None : new StepHoldings(
                    run.Identity.Run, index, NextStep, reduced is { } root ? new ReducedMark(root.Step, root.Generation, root.Checksum) : null, sum.Nodes);
            }
        }
    }

    public void Fence(long generation)
    {
        lock (gate)
        {
            fenced = Math.Max(fenced, generation);
            sum.Fence(fenced);
        }
    }

    /// <exception cref="LaneOrderException">The order is for another stage or step, or this state must not be used any more.</exception>
    public void Require(int stageIndex, long? step)
    {
        if (broken is not null)
        {
            throw new LaneOrderException($"The state of this lane may be half changed: {broken} It takes part again only as a joiner, with a peer's state or a checkpoint.");
        }

        if (lacksState)
        {
            throw new LaneOrderException($"Stage {index} was opened here in order to join and has no state that counts. Let it take a peer's state first.");
        }

        if (stageIndex != index || step is not null && step != NextStep)
        {
            throw new LaneOrderException($"The order is for stage {stageIndex}{(step is null ? "" : $", step {step}")}; stage {index} is open here and stands before step {NextStep}. Open the stage where the run stands.");
        }
    }

    /// <summary>The answer to an order that was done before; null where it was not.</summary>
    public ReducedStep? FindReduced(long step, long generation) => reduced is { } done && done.Step == step && done.Generation == generation ? done : null;

    public ReducedStep Hold(ReducedStep root)
    {
        lock (gate)
        {
            return reduced = root;
        }
    }

    /// <summary>The answer to an order to apply that was done before; null where it was not.</summary>
    public AppliedStep? FindApplied(long step) => applied is { } done && done.Step == step && NextStep == step + 1 ? done : null;

    /// <summary>Applies the held root, or leaves the step out.</summary>
    public AppliedStep Apply(ApplyOrder order)
    {
        if (reduced is not { } root || root.Checksum != order.Checksum)
        {
            throw new LaneOrderException(
                $"Step {order.Step} is to be applied with checksum {order.Checksum:x16}, and {(reduced is null ? "no root is held here" : $"{reduced.Checksum:x16} is held here")}. Members must agree before a step is applied: reduce it again.");
        }

        FinishCopies();

        // From here on the step counts as applied: the root is used up, and a fault leaves a state that nobody may use.
        var used = Advance();
        try
        {
            return applied = Update(used.Root!, root, order);
        }
        catch (Exception e)
        {
            broken = e.Message;
            throw;
        }
        finally
        {
            used.Release();
        }
    }

    public string Hash() => StateHash.Of(model, optimizer, index, NextStep);

    public StageMark Mark() => new()
    {
        Run = run.Identity.Run,
        StageIndex = index,
        Stage = Stage.Name,
        NextStep = NextStep,
        TotalSteps = Stage.TotalSteps,
        Slots = Stage.Slots,
        Updates = optimizer.Updates,
        StateHash = Hash(),
        Conditions = run.Conditions,
        Started = StageFacts.Started(run.Recipe, index, model, NextStep),
    };

    /// <summary>Puts a peer's trained state in place of what is here.</summary>
    /// <exception cref="CheckpointException">It is of other trained parts: this stage cannot be used before another state was taken in.</exception>
    public void Take(PeerState state)
    {
        FinishCopies();
        lacksState = true;
        optimizer.Take(state.Weights, state.Optimizer, state.Updates);
        IStepSum over;
        lock (gate)
        {
            over = sum;
            sum = NewSum();
            sum.Fence(fenced);
            (reduced, applied, broken, NextStep) = (null, null, null, state.Step);
            lacksState = false;
        }

        over.Release();
    }

    /// <summary>Begins to copy what a checkpoint holds; the next update waits for it.</summary>
    public StageSnapshot Copy(TimeProvider time)
    {
        using var scope = NewDisposeScope();
        var copy = StateCopy.Begin(optimizer.Parts(), buffers.Rent(), time);
        copies.RemoveAll(old => old.Done.IsCompleted);
        copies.Add(copy);
        return new StageSnapshot(run.Identity, index, NextStep, optimizer.Updates, rest, visual, copy, buffers);
    }

    /// <summary>What is trained, in host memory, for a joiner.</summary>
    public PeerState CopyTrained()
    {
        using var scope = NewDisposeScope();
        var parts = optimizer.Parts();
        return new PeerState(index, NextStep, optimizer.Updates, Copy(parts.Where(part => part.IsWeight)), Copy(parts.Where(part => !part.IsWeight)));

        static IReadOnlyList<HostTensor> Copy(IEnumerable<StatePart> of) => [.. of.Select(part => TensorCopies.ToHostAsIs(part.Name, part.Value))];
    }

    /// <summary>Gives the memory of tensors back.</summary>
    public void Release()
    {
        FinishCopies();
        sum.Release();
        DeviceBuckets?.Dispose();
        optimizer.Dispose();
        model.Dispose();
    }

    private IStepSum NewSum() => run.Recipe.Reduction == ReductionMode.Fast ? new FastSum([.. model.Trained.Select(parameter => (Tensor)parameter.Value)]) : new TreeSum(model.Stage.Slots);

    private void FinishCopies() => copies.ForEach(copy => copy.Finish());

    private IStepSum Advance()
    {
        lock (gate)
        {
            var used = sum;
            sum = NewSum();
            sum.Fence(fenced);
            (reduced, NextStep) = (null, NextStep + 1);
            return used;
        }
    }

    private AppliedStep Update(StepNode root, ReducedStep mark, ApplyOrder order)
    {
        var done = new AppliedStep { Step = order.Step, LearningRate = optimizer.LearningRate(order.Step), NextStep = order.Step + 1 };
        if (order.Skip || mark.Fault is not null || root.Gradient is null)
        {
            return done with { Skipped = mark.Fault?.ToString() ?? (root.Gradient is null ? "no loss tokens in the batch" : "the run ordered it") };
        }

        var norm = optimizer.Step(root.Gradient, order.Step);
        return double.IsFinite(norm)
            ? done with { Loss = root.Gradient.Loss / root.Gradient.Tokens, GradientNorm = norm, LossTokens = root.Gradient.Tokens }
            : done with { Skipped = SlotFaults.Sum };
    }
}
