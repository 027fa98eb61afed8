using Azure;

namespace ChainOfSight.Storage.Azure;

/// <summary>The bytes of a download; faults on the way come out as those of every store.</summary>
/// <param name="download">The bytes; disposed with this stream.</param>
/// <param name="faults">Turns faults into ours.</param>
/// <param name="name">The blob, for messages.</param>
/// <param name="store">Description of the store.</param>
internal sealed class AzureReadStream(Stream download, AzureFaults faults, string name, string store) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("The stream cannot seek; the length is among the blob's properties.");

    public override long Position
    {
        get => throw new NotSupportedException("The stream cannot seek.");
        set => throw new NotSupportedException("The stream cannot seek.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await download.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // A broken download is taken up again only where the same version still stands.
            throw new StoreUnavailableException(store, $"reading '{name}'", "the connection broke, and meanwhile the blob was replaced or deleted.", e);
        }
        catch (Exception e) when (faults.Translate(e, $"reading '{name}'", cancellationToken.IsCancellationRequested) is { } told)
        {
            throw told;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("The stream cannot seek.");

    public override void SetLength(long value) => throw new NotSupportedException("The stream is for reading.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("The stream is for reading.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            download.Dispose();
        }

        base.Dispose(disposing);
    }
}
