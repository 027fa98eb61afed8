using ChainOfSight.Data.Collation;
using ChainOfSight.Training.Scheduling;
using ChainOfSight.Training.Steps;

namespace ChainOfSight.Training.Elastic;

/// <summary>
/// What both modes of one lane's part of one reduction have in common: reading and computing slots, sending until it arrives or the generation is over,
/// and the answer. Ends when the lane has the root; sends go on after that, so that a peer that is slow to take its part does not hide who it is.
/// </summary>
internal abstract class LaneReducer(LaneReducer.Context context)
{
    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly Lock gate = new();
    private readonly List<Task> background = [];
    private Action? giveUp;
    private PeerExchangeException? failure;
    private TimeSpan dataWait;
    private TimeSpan compute;
    private TimeSpan exchangeWait;
    private int computed;

    protected StageReplica Replica => context.Replica;

    protected ReduceOrder Order => context.Order;

    protected IGradientExchange Exchange => context.Exchange;

    /// <exception cref="PeerExchangeException">A peer cannot be reached, or sent what it must not.</exception>
    public async Task<ReducedStep> RunAsync(CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        giveUp = both.Cancel;
        try
        {
            return await ReduceAsync(both.Token).ConfigureAwait(false);
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
            await Task.WhenAll(background).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    protected abstract Task<ReducedStep> ReduceAsync(CancellationToken cancellationToken);

    /// <summary>Work that must have ended before this reduction does, whatever comes of it.</summary>
    protected Task Beside(Task work)
    {
        background.Add(work);
        return work;
    }

    protected async Task<SlotBatch> ReadAsync(int slot, CancellationToken cancellationToken)
    {
        var start = context.Time.GetTimestamp();
        var reading = Replica.Ahead.TakeAsync(Order.Step, slot, cancellationToken);
        if (!reading.IsCompleted)
        {
            context.Journal.Waits(LaneWait.Data, $"step {Order.Step}, slot {slot}");
        }

        var batch = await reading.ConfigureAwait(false);
        dataWait += context.Time.GetElapsedTime(start);
        context.Journal.Waits(LaneWait.None, $"step {Order.Step}, slot {slot}");
        return batch;
    }

    /// <summary>Computes a slot. On the lane's thread.</summary>
    protected StepNode Compute(int slot, SlotBatch batch, Action<int, Tensor>? ready = null)
    {
        SlotGradient? gradient = null;
        StepFault? fault = null;
        try
        {
            gradient = SlotPass.Run(Replica.Model, batch, RandomKey.Of(Replica.Run.Recipe.Seed, Replica.Index, Order.Step, slot), ready);
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

        computed++;
        return new StepNode
        {
            Gradient = gradient,
            Samples = batch.Positions.Count,
            Tokens = Replica.Model.CountTokens(batch),
            Digest = SampleDigest.Of(batch.SampleIds),
            Fault = fault,
            Quarantined = batch.Quarantined,
        };
    }

    protected async Task WaitForPeersAsync(Task work, CancellationToken cancellationToken)
    {
        var start = context.Time.GetTimestamp();
        context.Journal.Waits(LaneWait.Peer, $"step {Order.Step}");
        await work.WaitAsync(cancellationToken).ConfigureAwait(false);
        exchangeWait += context.Time.GetElapsedTime(start);
        context.Journal.Waits(LaneWait.None);
    }

    /// <param name="to">Index of the receiver.</param>
    /// <param name="key">What it is.</param>
    /// <param name="message">Its bytes.</param>
    /// <param name="isNeeded">Whether without it nobody gets the root; otherwise only the receiver lacks something, and the run will see.</param>
    protected async Task SendAsync(int to, ExchangeKey key, ExchangeMessage message, bool isNeeded)
    {
        var member = Order.Members[to];
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Exchange.SendAsync(member.Endpoint, key, message, context.Generation).ConfigureAwait(false);
                return;
            }
            catch (PeerExchangeException e)
            {
                if (isNeeded && attempt == Attempts && Fail(new PeerExchangeException(member.Replica, e.Message, e)))
                {
                    return;
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Pause * Math.Min(attempt, 5), context.Time, context.Generation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Ends the reduction with a fault.</summary>
    /// <returns>False where it has ended already.</returns>
    protected bool Fail(PeerExchangeException cause)
    {
        lock (gate)
        {
            failure ??= cause;
            giveUp?.Invoke();
            return giveUp is not null;
        }
    }

    /// <exception cref="OperationCanceledException">Always.</exception>
    protected OperationCanceledException Over()
    {
        context.Generation.ThrowIfCancellationRequested();
        return new OperationCanceledException($"Generation {Order.Generation} is over.");
    }

    /// <summary>Holds the root and makes the answer. On the lane's thread.</summary>
    /// <param name="known">What was read of each gradient's bits already; null: nothing.</param>
    protected ReducedStep Summarize(IReadOnlyList<(ulong Sum, ulong Places, bool IsFinite)>? known = null)
    {
        var root = Replica.Sum.Root ?? throw new InvalidOperationException($"Every part of step {Order.Step} has come, and its root is not there.");
        var (checksum, isFinite) = BitChecks.Read(root, known);
        return Replica.Hold(new ReducedStep
        {
            Step = Order.Step,
            Generation = Order.Generation,
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

    // What has begun is finished, even when nobody waits for it any more.
    protected async Task<T> OnLaneAsync<T>(Func<T> work, CancellationToken cancellationToken) => await context.Lane.RunAsync(() =>
    {
        var start = context.Time.GetTimestamp();
        var begun = TrainingSpans.IsHeard ? context.Time.GetUtcNow() : default;
        try
        {
            return work();
        }
        finally
        {
            compute += context.Time.GetElapsedTime(start);
            context.Journal.Computed(begun, Order.Step);
        }
    }, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);

    protected ExchangeKey Key(SlotNode node, ExchangePart? part = null) => new(Order.Run, Order.StageIndex, Order.Step, Order.Generation, node) { Part = part };

    /// <summary>What a reduction works with.</summary>
    /// <param name="Replica">The open stage.</param>
    /// <param name="Lane">Its thread.</param>
    /// <param name="Exchange">Reaches the other members.</param>
    /// <param name="Journal">Says what the lane does.</param>
    /// <param name="Time">Clock.</param>
    /// <param name="Order">The order.</param>
    /// <param name="Generation">Ends with the generation.</param>
    internal sealed record Context(
        StageReplica Replica, Lane Lane, IGradientExchange Exchange, LaneJournal Journal, TimeProvider Time, ReduceOrder Order, CancellationToken Generation);
}
