using ChainOfSight.Data.Slots;
using ChainOfSight.Training.Scheduling;

namespace ChainOfSight.Training.Elastic;

/// <summary>One lane's part of one reduction in mode <c>exact</c>: computes its slots, takes and sends nodes of the tree meanwhile.</summary>
internal sealed class StepReducer(LaneReducer.Context context, StepReduction<StepNode> sum) : LaneReducer(context)
{
    private readonly ReductionPlan plan = ReductionPlan.Create(context.Replica.Stage.Slots, [.. context.Order.Members.Select(member => member.Held)]);

    /// <inheritdoc/>
    protected override async Task<ReducedStep> ReduceAsync(CancellationToken cancellationToken)
    {
        Replica.Ahead.Foresee(Order.Step, plan.Computes(Order.Self), SlotRange.Of(Replica.Stage.Slots, Order.Self, Order.Members.Count));
        Post(await OnLaneAsync(() => Outgoing(sum.Start(plan, Order.Self, Order.Generation)), cancellationToken).ConfigureAwait(false));
        var receiving = Beside(Task.WhenAll(plan.Receives(Order.Self).Select(transfer => ReceiveAsync(transfer, cancellationToken)).ToList()));
        foreach (var slot in plan.Computes(Order.Self))
        {
            await SlotAsync(slot, cancellationToken).ConfigureAwait(false);
        }

        await WaitForPeersAsync(receiving, cancellationToken).ConfigureAwait(false);
        return await OnLaneAsync(() => Summarize(), cancellationToken).ConfigureAwait(false);
    }

    private async Task SlotAsync(int slot, CancellationToken cancellationToken)
    {
        if (sum.Has(new SlotNode(slot, slot + 1)))
        {
            return;
        }

        var batch = await ReadAsync(slot, cancellationToken).ConfigureAwait(false);
        Post(await OnLaneAsync(
            () =>
            {
                if (!sum.Promise(Order.Generation, slot))
                {
                    return null;
                }

                try
                {
                    return Outgoing(sum.Keep(Order.Generation, slot, Compute(slot, batch)));
                }
                catch
                {
                    sum.Withdraw(slot);
                    throw;
                }
            },
            cancellationToken).ConfigureAwait(false));
    }

    private async Task ReceiveAsync(NodeTransfer transfer, CancellationToken cancellationToken)
    {
        var message = await Exchange.ReceiveAsync(Key(transfer.Node), cancellationToken).ConfigureAwait(false);
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
        var node = NodeCodec.Read(Order.Members[transfer.From].Replica, message, Replica.Model.Trained);
        message.Release();
        var sends = sum.Receive(Order.Generation, transfer.Node, node);
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
            var message = NodeCodec.Write(sum[same.Key], Replica.Payloads, same.Count());
            return same.Select(transfer => (transfer, message));
        }).ToList();

    private void Post(List<(NodeTransfer, ExchangeMessage)>? sends)
    {
        foreach (var (transfer, message) in sends ?? throw Over())
        {
            // Without the root only its receiver lacks it.
            _ = SendAsync(transfer.To, Key(transfer.Node), message, isNeeded: transfer.Node != plan.Root);
        }
    }
}
