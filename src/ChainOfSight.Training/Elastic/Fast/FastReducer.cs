using ChainOfSight.Data.Slots;
using ChainOfSight.Training.Scheduling;

namespace ChainOfSight.Training.Elastic;

/// <summary>
/// One lane's part of one reduction in mode <c>fast</c>: adds its slots up, and lets buckets of gradients set off while the backward pass of its last slot
/// still computes. What goes with slots (losses, counts, samples) is added up along the canonical tree, as in mode <c>exact</c>.
/// </summary>
internal sealed class FastReducer(LaneReducer.Context context, FastSum sum) : LaneReducer(context), IBucketPeers
{
    private readonly FastPlan plan = FastPlan.Create(context.Replica.Stage.Slots, [.. context.Order.Members.Select(member => member.Held)]);
    private readonly SlotNode whole = new(0, context.Replica.Stage.Slots);
    private bool areHeld;

    private bool IsAlone => Order.Members.Count == 1;

    /// <inheritdoc/>
    public void Post(int to, ExchangePart part, ExchangeMessage message) =>
        _ = SendAsync(to, Key(whole, part), message, isNeeded: part.Kind != ExchangePartKind.Sum);

    /// <inheritdoc/>
    public Task<ExchangeMessage> ReceiveAsync(ExchangePart part, CancellationToken cancellationToken) => Exchange.ReceiveAsync(Key(whole, part), cancellationToken);

    /// <inheritdoc/>
    public PeerExchangeException Unfit(int from, string why)
    {
        var fault = new PeerExchangeException(Order.Members[from].Replica, why);
        Fail(fault);
        return fault;
    }

    /// <inheritdoc/>
    protected override async Task<ReducedStep> ReduceAsync(CancellationToken cancellationToken)
    {
        var mine = plan.Computes(Order.Self);
        Replica.Ahead.Foresee(Order.Step, mine, SlotRange.Of(Replica.Stage.Slots, Order.Self, Order.Members.Count));
        if (!await OnLaneAsync(() => sum.Start(Order.Generation, plan.Keeps(Order.Self)), cancellationToken).ConfigureAwait(false))
        {
            throw Over();
        }

        var contributors = plan.Contributors;
        var facts = contributors.Where(member => member != Order.Self).Select(from => FactsAsync(from, cancellationToken)).ToList();
        var told = Beside(Task.WhenAll(facts));
        var begun = BeginAsync(0, cancellationToken);
        var adding = Beside(RunAsync(begun, cancellationToken));
        foreach (var slot in mine)
        {
            // A group that is not joined by then overlaps nothing this time: no slot waits for a member that may be gone.
            await SlotAsync(slot, slot == mine[^1] && begun.IsCompletedSuccessfully ? begun.Result : null, cancellationToken).ConfigureAwait(false);
        }

        var isContributor = contributors.Contains(Order.Self);
        var buckets = await begun.ConfigureAwait(false);
        var own = await OnLaneAsync(() => Conclude(buckets), cancellationToken).ConfigureAwait(false);
        if (isContributor)
        {
            Tell(own);
        }

        await WaitForPeersAsync(told, cancellationToken).ConfigureAwait(false);
        var all = (isContributor ? facts.Select(task => task.Result).Prepend(own) : facts.Select(task => task.Result)).ToList();
        var root = Merge(all);
        await WaitForPeersAsync(adding, cancellationToken).ConfigureAwait(false);
        if (root.Gradient is null || IsAlone)
        {
            // Nothing is to be added up, and all know it from the same facts.
            return await OnLaneAsync(() => Finish(root, root.Gradient is null ? null : [.. sum.Gradients]), cancellationToken).ConfigureAwait(false);
        }

        if (all.Exists(part => part.IsTooEarly))
        {
            begun = BeginAsync(1, cancellationToken);
            adding = Beside(RunAsync(begun, cancellationToken));
            buckets = await begun.ConfigureAwait(false);
            await OnLaneAsync(() => Complete(buckets!), cancellationToken).ConfigureAwait(false);
            await WaitForPeersAsync(adding, cancellationToken).ConfigureAwait(false);
        }

        var touched = Enumerable.Range(0, own.Touched.Count).Select(i => all.Exists(part => part.Touched[i])).ToList();
        return await OnLaneAsync(
            () =>
            {
                var (gradients, bits) = buckets!.Read(touched, [.. Replica.Model.Trained.Select(parameter => (Tensor)parameter.Value)]);
                return Finish(root, gradients, bits);
            },
            cancellationToken).ConfigureAwait(false);
    }

    // Null for a member alone. GPUs join their group beside the first slots of a generation.
    private async Task<IBucketSum?> BeginAsync(int round, CancellationToken cancellationToken) => IsAlone ? null
        : Replica.DeviceBuckets is { } device
            ? new DeviceBucketSum(Replica.Buckets, device, await device.JoinAsync(Order, this, cancellationToken).ConfigureAwait(false))
            : new BucketSum(Replica.Buckets, round, Order.Self, Order.Members.Count, plan.Contributors, Replica.Payloads);

    private async Task RunAsync(Task<IBucketSum?> begun, CancellationToken cancellationToken)
    {
        if (await begun.ConfigureAwait(false) is { } buckets)
        {
            await buckets.RunAsync(this, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SlotAsync(int slot, IBucketSum? buckets, CancellationToken cancellationToken)
    {
        var batch = await ReadAsync(slot, cancellationToken).ConfigureAwait(false);
        var isBegun = await OnLaneAsync(
            () =>
            {
                if (!sum.Promise(Order.Generation, slot))
                {
                    return false;
                }

                try
                {
                    var watch = Replica.Early.Watch(buckets is null ? null : (i, gradient) => buckets.Take(i, sum.Gradients[i], gradient));
                    // What lies on a GPU becomes the sum over all in place: it cannot be taken back from there.
                    var filled = buckets as BucketSum;
                    areHeld = sum.Keep(slot, Compute(slot, batch, watch), filled, Replica.Early.IsTaken) && filled is not null;
                    return true;
                }
                catch
                {
                    sum.Withdraw(slot);
                    throw;
                }
            },
            cancellationToken).ConfigureAwait(false);
        if (!isBegun)
        {
            throw Over();
        }
    }

    // On the lane's thread.
    private SlotFacts Conclude(IBucketSum? buckets)
    {
        buckets?.Complete(sum.Gradients);
        if (!areHeld)
        {
            buckets?.Forget();
        }

        return new SlotFacts(new Dictionary<int, StepNode>(sum.Slots), sum.Touched, Replica.Early.WasTooEarly());
    }

    // On the lane's thread.
    private bool Complete(IBucketSum buckets)
    {
        sum.Gather();
        buckets.Complete(sum.Gradients);
        buckets.Forget();
        return true;
    }

    private void Tell(SlotFacts own)
    {
        var message = FactsCodec.Write(own);
        for (var to = 0; to < Order.Members.Count; to++)
        {
            if (to != Order.Self)
            {
                Post(to, new ExchangePart(ExchangePartKind.Facts, 0, 0, Order.Self), message);
            }
        }
    }

    private async Task<SlotFacts> FactsAsync(int from, CancellationToken cancellationToken)
    {
        var message = await ReceiveAsync(new ExchangePart(ExchangePartKind.Facts, 0, 0, from), cancellationToken).ConfigureAwait(false);
        try
        {
            return FactsCodec.Read(Order.Members[from].Replica, message, Replica.Stage.Slots, Replica.Model.Trained.Count);
        }
        catch (PeerExchangeException e)
        {
            Fail(e);
            throw;
        }
    }

    private StepNode Merge(IEnumerable<SlotFacts> all)
    {
        var tree = new TreeReduction<StepNode>(whole.End, StepNode.Merge);
        foreach (var (slot, node) in all.SelectMany(part => part.Slots))
        {
            tree.Add(slot, node);
        }

        return tree.Root!;
    }

    // On the lane's thread.
    private ReducedStep Finish(StepNode root, Tensor?[]? gradients, IReadOnlyList<(ulong Sum, ulong Places, bool IsFinite)>? known = null)
    {
        sum.Finish(gradients is null ? root : root with { Gradient = root.Gradient! with { Gradients = gradients } });
        return Summarize(known);
    }
}
