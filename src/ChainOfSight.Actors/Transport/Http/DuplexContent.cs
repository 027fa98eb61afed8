using System.IO.Pipelines;
using System.Net;

namespace ChainOfSight.Actors.Transport.Http;

/// <summary>A request body that stays open and is written while the response is read.</summary>
/// <param name="write">Writes the body until it ends.</param>
internal sealed class DuplexContent(Func<PipeWriter, CancellationToken, Task> write) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // The listener answers before any frame: without this the request's headers would wait for the first one.
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        var output = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        await write(output, cancellationToken).ConfigureAwait(false);
        await output.CompleteAsync().ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
