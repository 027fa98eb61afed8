using System.Threading.Channels;
using ChainOfSight.Data.Collation;
using ChainOfSight.Training.Stages;

namespace ChainOfSight.Training.Steps;

/// <summary>Reads the slots of a stage ahead of the lane, in order, a bounded number of them at a time.</summary>
internal sealed class SlotFeed : IAsyncDisposable
{
    private readonly CancellationTokenSource ending;
    private readonly Channel<Task<SlotBatch>> ahead;
    private readonly Task producer;

    /// <param name="data">Where slots come from.</param>
    /// <param name="firstStep">Step with which it begins.</param>
    /// <param name="steps">Steps of the stage.</param>
    /// <param name="slots">Slots per step.</param>
    /// <param name="depth">Slots that are read or wait at a time.</param>
    public SlotFeed(IStageData data, long firstStep, long steps, int slots, int depth)
    {
        ending = new CancellationTokenSource();
        ahead = Channel.CreateBounded<Task<SlotBatch>>(new BoundedChannelOptions(depth) { SingleReader = true, SingleWriter = true });
        producer = Task.Run(() => ProduceAsync(data, firstStep, steps, slots));
    }

    /// <summary>The next slot in order.</summary>
    public async Task<SlotBatch> NextAsync(CancellationToken cancellationToken)
    {
        var next = await ahead.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return await next.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        await producer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (ahead.Reader.TryRead(out var unread))
        {
            await ((Task)unread).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        ending.Dispose();
    }

    private async Task ProduceAsync(IStageData data, long firstStep, long steps, int slots)
    {
        for (var step = firstStep; step < steps; step++)
        {
            for (var slot = 0; slot < slots; slot++)
            {
                await ahead.Writer.WaitToWriteAsync(ending.Token).ConfigureAwait(false);
                var (s, k) = (step, slot);

                // A fault travels in the task, so that it comes out at the slot it belongs to.
                await ahead.Writer.WriteAsync(Task.Run(() => data.ReadAsync(s, k, ending.Token), ending.Token), ending.Token).ConfigureAwait(false);
            }
        }
    }
}
