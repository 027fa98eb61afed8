using System.Security.Cryptography;
using ChainOfSight.Storage;

namespace ChainOfSight.Training.Checkpoints;

/// <summary>A write-only stream into an upload that hashes on the way. Gathers small writes into blocks.</summary>
internal sealed class HashingUploadStream(BlobUpload upload) : Stream
{
    private const int FirstSize = 1 << 12;
    private const int BlockSize = 1 << 20;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] block = new byte[FirstSize];
    private int filled;
    private long length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => length;

    public override long Position
    {
        get => length;
        set => throw new NotSupportedException("The stream cannot seek.");
    }

    /// <summary>Hash of all that was written, lower-case hex; once, at the end.</summary>
    public string Hash() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        hash.AppendData(buffer.Span);
        length += buffer.Length;
        while (buffer.Length > 0)
        {
            Grow(buffer.Length);
            var taken = Math.Min(buffer.Length, block.Length - filled);
            buffer[..taken].CopyTo(block.AsMemory(filled));
            buffer = buffer[taken..];
            filled += taken;
            if (filled == BlockSize)
            {
                await FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush() => FlushAsync(CancellationToken.None).GetAwaiter().GetResult();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (filled > 0)
        {
            await upload.AppendAsync(block.AsMemory(0, filled), cancellationToken).ConfigureAwait(false);
            filled = 0;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The stream is for writing.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("The stream cannot seek.");

    public override void SetLength(long value) => throw new NotSupportedException("The stream cannot seek.");

    // Most objects are small: a whole block for each would keep the collector busy with large arrays.
    private void Grow(int more)
    {
        var wanted = (int)Math.Min(BlockSize, (long)filled + more);
        if (wanted > block.Length)
        {
            Array.Resize(ref block, Math.Min(BlockSize, Math.Max(wanted, 2 * block.Length)));
        }
    }

    protected override void Dispose(bool disposing)
    {
        hash.Dispose();
        base.Dispose(disposing);
    }
}
