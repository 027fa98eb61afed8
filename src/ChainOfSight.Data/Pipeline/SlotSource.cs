using ChainOfSight.Data.Collation;
using ChainOfSight.Data.Ordering;
using ChainOfSight.Data.Slots;

namespace ChainOfSight.Data.Pipeline;

/// <summary>
/// Gives any slot of any step, and makes those that will be asked for next ready in the background. What comes out depends on (step, slot) alone.
/// Safe for many threads.
/// </summary>
internal sealed class SlotSource : IAsyncDisposable
{
    private readonly SlotPlan plan;
    private readonly SampleOrder order;
    private readonly SamplePreparer preparer;
    private readonly ISlotCollator collator;
    private readonly PipelineMeter meter;
    private readonly Dictionary<(long Step, int Slot), Task<SlotBatch>> ready = [];
    private readonly CancellationTokenSource ending = new();
    private readonly Lock gate = new();
    private SlotPrefetch prefetch;

    public SlotSource(SlotPlan plan, SampleOrder order, SamplePreparer preparer, ISlotCollator collator, PipelineMeter meter, int prefetchSlots)
    {
        (this.plan, this.order, this.preparer, this.collator, this.meter) = (plan, order, preparer, collator, meter);
        prefetch = new SlotPrefetch(new SlotRange(0, plan.SlotsPerStep), prefetchSlots);
    }

    public int SlotsAhead
    {
        get
        {
            lock (gate)
            {
                return ready.Count;
            }
        }
    }

    /// <summary>Says which slots of each step are asked for here, so that no others are made ready.</summary>
    public void Serve(SlotRange range)
    {
        lock (gate)
        {
            prefetch = prefetch with { Range = range };
        }
    }

    public async Task<SlotBatch> GetAsync(long step, int slot, CancellationToken cancellationToken)
    {
        _ = plan.PositionOf(step, slot);
        var batch = Take((step, slot));
        var waits = !batch.IsCompleted;
        meter.CountSlot(waits);
        return waits
            ? await meter.TimeAsync(PipelineStage.Wait, () => batch.WaitAsync(cancellationToken)).ConfigureAwait(false)
            : await batch.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        Task<SlotBatch>[] left;
        lock (gate)
        {
            left = [.. ready.Values];
            ready.Clear();
        }

        await ((Task)Task.WhenAll(left)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Task<SlotBatch> Take((long Step, int Slot) asked)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(ending.IsCancellationRequested, this);
            foreach (var far in ready.Keys.Where(key => !prefetch.IsNear(key, asked)).ToList())
            {
                Forget(far);
            }

            var batch = ready.Remove(asked, out var made) ? made : Make(asked);
            foreach (var next in prefetch.After(asked.Step, asked.Slot))
            {
                if (!ready.ContainsKey(next))
                {
                    ready[next] = Make(next);
                }
            }

            return batch;
        }
    }

    private void Forget((long Step, int Slot) key)
    {
        ready.Remove(key, out var task);

        // Nobody will ask for its fault.
        _ = task!.ContinueWith(static done => done.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    private Task<SlotBatch> Make((long Step, int Slot) key) => Task.Run(() => MakeAsync(key), ending.Token);

    private async Task<SlotBatch> MakeAsync((long Step, int Slot) key)
    {
        var first = plan.PositionOf(key.Step, key.Slot);
        var places = await Task.WhenAll(Enumerable.Range(0, plan.SamplesPerSlot)
            .Select(i => preparer.PrepareAsync(first + i, order.At(first + i), ending.Token))).ConfigureAwait(false);
        return await preparer.WorkAsync(() => meter.Time(PipelineStage.Collate, () => collator.Collate(places)), ending.Token).ConfigureAwait(false);
    }
}
