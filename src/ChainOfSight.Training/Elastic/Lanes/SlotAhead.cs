using ChainOfSight.Data.Collation;
using ChainOfSight.Data.Slots;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Training.Elastic;

/// <summary>
/// Reads the slots of one lane ahead of it: those of this step, then the same ones of the next, a bounded number at a time. A slot that was not
/// foreseen is read when it is asked for. One caller at a time.
/// </summary>
/// <param name="data">Where slots come from; owned from now on.</param>
/// <param name="steps">Steps of the stage.</param>
internal sealed class SlotAhead(IStageData data, long steps) : IAsyncDisposable
{
    private const int Least = 4;
    private readonly Dictionary<(long Step, int Slot), Task<SlotBatch>> reading = [];
    private readonly CancellationTokenSource ending = new();
    private SlotRange range;
    private Queue<(long Step, int Slot)> next = new();

    /// <summary>Classes of a vision stage.</summary>
    public IReadOnlyList<string> Classes => data.Classes;

    /// <summary>Slots that are read or wait.</summary>
    public int Count => reading.Count;

    /// <summary>Says what will be asked for, and begins to read it; what was read for nothing is dropped.</summary>
    /// <param name="step">The step.</param>
    /// <param name="now">Slots that this lane computes in it.</param>
    /// <param name="later">Slots that it will compute in the next one, as far as is known.</param>
    public void Foresee(long step, IReadOnlyList<int> now, SlotRange later)
    {
        if (later != range)
        {
            data.Serve(later.First, later.Count);
            range = later;
        }

        var wanted = now.Select(slot => (step, slot))
            .Concat(step + 1 < steps ? Enumerable.Range(later.First, later.Count).Select(slot => (step + 1, slot)) : []).ToList();
        foreach (var key in reading.Keys.Except(wanted).ToList())
        {
            Forget(key);
        }

        next = new Queue<(long, int)>(wanted.Where(key => !reading.ContainsKey(key)));
        Fill();
    }

    /// <summary>Gives a slot out.</summary>
    public Task<SlotBatch> TakeAsync(long step, int slot, CancellationToken cancellationToken)
    {
        var key = (step, slot);
        if (!reading.Remove(key, out var batch))
        {
            next = new Queue<(long, int)>(next.Where(other => other != key));
            batch = Read(key);
        }

        Fill();
        return batch.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        await ((Task)Task.WhenAll(reading.Values)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        reading.Clear();
        await data.DisposeAsync().ConfigureAwait(false);
        ending.Dispose();
    }

    private void Fill()
    {
        while (reading.Count < Math.Max(Least, range.Count) && next.TryDequeue(out var key))
        {
            reading[key] = Read(key);
        }
    }

    // On the pool: a source may decode on its caller's thread.
    private Task<SlotBatch> Read((long Step, int Slot) key) => Task.Run(() => data.ReadAsync(key.Step, key.Slot, ending.Token), ending.Token);

    private void Forget((long Step, int Slot) key)
    {
        reading.Remove(key, out var task);
        _ = task!.ContinueWith(static done => done.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }
}
