using System.IO.Pipelines;
using System.Threading.Channels;

namespace ChainOfSight.Actors.Transport.Http;

/// <summary>The frames that wait for one peer: bounded, with a visible length, sent in batches.</summary>
/// <param name="capacity">Most frames that may wait.</param>
internal sealed class FrameQueue(int capacity)
{
    private const int BatchBytes = 64 << 10;

    private readonly Channel<ReadOnlyMemory<byte>> frames = Channel.CreateBounded<ReadOnlyMemory<byte>>(
        new BoundedChannelOptions(capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private volatile bool closed;

    /// <summary>How many wait.</summary>
    public int Length => frames.Reader.Count;

    /// <summary>Adds a frame if there is room and the queue is open.</summary>
    public SendResult TryAdd(ReadOnlyMemory<byte> frame) =>
        frames.Writer.TryWrite(frame) ? SendResult.Queued
        : closed ? SendResult.Unreachable
        : SendResult.QueueFull;

    /// <summary>Takes no more; what waits is still sent.</summary>
    public void Close()
    {
        closed = true;
        frames.Writer.TryComplete();
    }

    /// <summary>Sends until the queue is closed and empty.</summary>
    public async Task SendAllAsync(PipeWriter output, CancellationToken cancellationToken)
    {
        while (await frames.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (frames.Reader.TryRead(out var frame))
            {
                FrameCodec.Write(output, frame.Span);
                if (output.UnflushedBytes >= BatchBytes)
                {
                    break;
                }
            }

            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
