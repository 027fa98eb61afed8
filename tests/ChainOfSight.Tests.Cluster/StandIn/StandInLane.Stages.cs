using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Scheduling;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Tests.Cluster.StandIn;

/// <content>Stages: how one opens, is saved, measured, transformed and handed to a joiner.</content>
public sealed partial class StandInLane
{
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

    private async Task SaveAsync(Training.Checkpoints.CheckpointName name, int stageIndex, ulong saved)
    {
        // Its last write may land without an answer: then it stands.
        world.Checkpoints[name.Folder] = (stageIndex, name.Step, saved);
        if ((Saving ?? world.Saving) is { } saving)
        {
            await saving(name, stageIndex);
        }
    }

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
