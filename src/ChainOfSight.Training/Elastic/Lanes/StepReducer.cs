using ChainOfSight.Data.Collation;
using ChainOfSight.Data.Slots;
using ChainOfSight.Training.Scheduling;
using ChainOfSight.Training.Steps;

namespace ChainOfSight.Training.Elastic;

/// <summary>
/// One lane's part of one reduction: computes its slots, takes and sends nodes meanwhile, ends when it has the root. Sends of the root go on after
/// that, until they arrive or the generation is over, so that a peer that is slow to take it does not hide who it is.
/// </summary>
internal sealed class StepReducer(StageReplica replica, Lane lane, IGradientExchange exchange, LaneJournal journal, TimeProvider time, ReduceOrder order, CancellationToken generation)
{
    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly StepReduction<StepNode> sum = replica.Sum;
    private readonly ReductionPlan plan = ReductionPlan.Create(replica.Stage.Slots, [.. order.Members.Select(member => member.Held)]);
    private readonly Lock gate = new();
    private Action? giveUp;
    private PeerExchangeException? failure;
    private TimeSpan dataWait;
    private TimeSpan compute;
    private TimeSpan exchangeWait;
    private int computed;

    private SlotNode Root => plan.Root;

    /// <exception cref="PeerExchangeException">A peer cannot be reached, or sent what it must not.</exception>
    public async Task<ReducedStep> RunAsync(CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        giveUp = both.Cancel;
        var receiving = Task.CompletedTask;
        try
        {
            replica.Ahead.Foresee(order.Step, plan.Computes(order.Self), SlotRange.Of(replica.Stage.Slots, order.Self, order.Members.Count));
            Post(await OnLaneAsync(() => Outgoing(sum.Start(plan, order.Self, order.Generation)), both.Token).ConfigureAwait(false));
            receiving = Task.WhenAll(plan.Receives(order.Self).Select(transfer => ReceiveAsync(transfer, both.Token)).ToList());
            foreach (var slot in plan.Computes(order.Self))
            {
                await SlotAsync(slot, both.Token).ConfigureAwait(false);
            }

            var start = time.GetTimestamp();
            journal.Waits(LaneWait.Peer, $"step {order.Step}");
            await receiving.WaitAsync(both.Token).ConfigureAwait(false);
            exchangeWait += time.GetElapsedTime(start);
            journal.Waits(LaneWait.None);
            return await OnLaneAsync(Summarize, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (failure is { } cause && !cancellationToken.IsCancellationRequested)
        {
            throw new PeerExchangeException(cause.Peer, cause.Message, cause);
        }
        finally
        {
            lock (gate)
            {
                giveUp = null;
            }

            await both.CancelAsync().ConfigureAwait(false);
            await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SlotAsync(int slot, CancellationToken cancellationToken)
    {
        if (sum.Has(new SlotNode(slot, slot + 1)))
        {
            return;
        }

        var start = time.GetTimestamp();
        var reading = replica.Ahead.TakeAsync(order.Step, slot, cancellationToken);
        if (!reading.IsCompleted)
        {
            journal.Waits(LaneWait.Data, $"step {order.Step}, slot {slot}");
        }

        var batch = await reading.ConfigureAwait(false);
        dataWait += time.GetElapsedTime(start);
        journal.Waits(LaneWait.None, $"step {order.Step}, slot {slot}");

        // What has begun is finished and kept, even when nobody waits for it any more.
        Post(await OnLaneAsync(() => sum.Promise(order.Generation, slot) ? Outgoing(sum.Keep(order.Generation, slot, Compute(slot, batch))) : null, cancellationToken).ConfigureAwait(false));
    }

    // On the lane's thread.
    private StepNode Compute(int slot, SlotBatch batch)
    {
        SlotGradient? gradient = null;
        StepFault? fault = null;
        try
        {
            gradient = SlotPass.Run(replica.Model, batch, RandomKey.Of(replica.Run.Recipe.Seed, replica.Index, order.Step, slot));
            if (gradient is not null && !BitChecks.IsFinite(gradient))
            {
                gradient.Dispose();
                (gradient, fault) = (null, new StepFault(slot, SlotFaults.Gradient, batch.SampleIds));
            }
        }
        catch (NonFiniteSlotException e)
        {
            fault = SlotFaults.OfLoss(slot, e.Value, batch.SampleIds);
        }
        catch
        {
            sum.Withdraw(slot);
            throw;
        }

        computed++;
        return new StepNode
        {
            Gradient = gradient,
            Samples = batch.Positions.Count,
            Tokens = replica.Model.CountTokens(batch),
            Digest = SampleDigest.Of(batch.SampleIds),
            Fault = fault,
            Quarantined = batch.Quarantined,
        };
    }

    private async Task ReceiveAsync(NodeTransfer transfer, CancellationToken cancellationToken)
    {
        var message = await exchange.ReceiveAsync(Key(transfer.Node), cancellationToken).ConfigureAwait(false);
        try
        {
            Post(await OnLaneAsync(() => Take(transfer, message), cancellationToken).ConfigureAwait(false));
        }
        catch (PeerExchangeException e)
        {
            Fail(e);
            throw;
        }
    }

    // On the lane's thread.
    private List<(NodeTransfer, ExchangeMessage)>? Take(NodeTransfer transfer, ExchangeMessage message)
    {
        var node = NodeCodec.Read(order.Members[transfer.From].Replica, message, replica.Model.Trained);
        var sends = sum.Receive(order.Generation, transfer.Node, node);
        if (sends is null)
        {
            node.Dispose();
        }

        return Outgoing(sends);
    }

    // On the lane's thread: the bytes are copied before the node can be merged further. Null: the generation is over.
    private List<(NodeTransfer, ExchangeMessage)>? Outgoing(IReadOnlyList<NodeTransfer>? sends) =>
        sends?.GroupBy(transfer => transfer.Node).SelectMany(same =>
        {
            var message = NodeCodec.Write(sum[same.Key]);
            return same.Select(transfer => (transfer, message));
        }).ToList();

    private void Post(List<(NodeTransfer, ExchangeMessage)>? sends)
    {
        if (sends is null)
        {
            generation.ThrowIfCancellationRequested();
            throw new OperationCanceledException($"Generation {order.Generation} is over.");
        }

        foreach (var (transfer, message) in sends)
        {
            _ = SendAsync(transfer, message);
        }
    }

    private async Task SendAsync(NodeTransfer transfer, ExchangeMessage message)
    {
        var to = order.Members[transfer.To];
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await exchange.SendAsync(to.Endpoint, Key(transfer.Node), message, generation).ConfigureAwait(false);
                return;
            }
            catch (PeerExchangeException e)
            {
                // Without its part nobody gets the root; without the root only that peer lacks it, and the run will see.
                if (transfer.Node != Root && attempt == Attempts)
                {
                    Fail(new PeerExchangeException(to.Replica, e.Message, e));
                    return;
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Pause * Math.Min(attempt, 5), time, generation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Fail(PeerExchangeException cause)
    {
        lock (gate)
        {
            failure ??= cause;
            giveUp?.Invoke();
        }
    }

    // On the lane's thread.
    private ReducedStep Summarize()
    {
        var root = sum.Root ?? throw new InvalidOperationException($"Every part of step {order.Step} has come, and its root is not there.");
        var (checksum, isFinite) = BitChecks.Read(root);
        return replica.Hold(new ReducedStep
        {
            Step = order.Step,
            Generation = order.Generation,
            Checksum = checksum,
            LossSum = root.Gradient?.Loss ?? 0,
            LossTokens = root.Gradient?.Tokens ?? 0,
            Samples = root.Samples,
            Tokens = root.Tokens,
            SampleDigest = root.Digest,
            Fault = root.Fault ?? (isFinite ? null : new StepFault(-1, SlotFaults.Sum, [])),
            Quarantined = root.Quarantined,
            ComputedSlots = computed,
            DataWait = dataWait,
            Compute = compute,
            ExchangeWait = exchangeWait,
        });
    }

    private async Task<T> OnLaneAsync<T>(Func<T> work, CancellationToken cancellationToken) => await lane.RunAsync(() =>
    {
        var start = time.GetTimestamp();
        try
        {
            return work();
        }
        finally
        {
            compute += time.GetElapsedTime(start);
        }
    }, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);

    private ExchangeKey Key(SlotNode node) => new(order.Run, order.StageIndex, order.Step, order.Generation, node);
}
