using System.IO.Pipelines;

namespace ChainOfSight.Actors.Transport.Http;

/// <summary>Delivers the frames that arrive on a connection.</summary>
internal static class FrameStream
{
    /// <summary>Reads until the peer ends the stream.</summary>
    /// <param name="input">What arrives.</param>
    /// <param name="largest">Largest frame.</param>
    /// <param name="deliver">Takes each frame, one at a time.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task ReadAllAsync(PipeReader input, int largest, Action<ReadOnlyMemory<byte>> deliver, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            var rest = read.Buffer;
            while (FrameCodec.TryRead(ref rest, largest, out var frame))
            {
                deliver(frame);
            }

            input.AdvanceTo(rest.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }
}
