using System.Buffers;

namespace ChainOfSight.Storage.Azure;

/// <summary>Gathers bytes into blocks and sends several at once; what fits one block goes by a single request at the commit.</summary>
internal sealed class AzureBlobUpload(AzureBlobWrite write, AzureStoreOptions options) : BlobUpload
{
    private const int FirstBuffer = 16 << 10;
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim room = new(options.ParallelBlocks);
    private readonly List<Task> staged = [];
    private byte[] block = [];
    private int filled;
    private long length;

    public override async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        length += bytes.Length;
        while (bytes.Length > 0)
        {
            // A full block is sent only when more follows: a blob of exactly one block still is a single request.
            if (filled == options.BlockBytes)
            {
                await StageAsync(cancellationToken).ConfigureAwait(false);
            }

            var taken = Math.Min(bytes.Length, options.BlockBytes - filled);
            Grow(filled + taken);
            bytes[..taken].CopyTo(block.AsMemory(filled));
            bytes = bytes[taken..];
            filled += taken;
        }
    }

    public override async Task<BlobProperties> CommitAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (staged.Count == 0)
        {
            return await write.PutAsync(block.AsMemory(0, filled), cancellationToken).ConfigureAwait(false);
        }

        if (filled > 0)
        {
            await StageAsync(cancellationToken).ConfigureAwait(false);
        }

        await Task.WhenAll(staged).WaitAsync(cancellationToken).ConfigureAwait(false);
        return await write.CommitAsync(staged.Count, length, cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(staged).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ArrayPool<byte>.Shared.Return(block);
        block = [];
        stop.Dispose();
        room.Dispose();
    }

    private async Task StageAsync(CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (staged.Find(task => task.IsFaulted) is { } failed)
        {
            room.Release();
            await failed.ConfigureAwait(false);
        }

        var (index, bytes, count) = (staged.Count, block, filled);
        (block, filled) = ([], 0);
        staged.Add(SendAsync(index, bytes, count));
    }

    private async Task SendAsync(int index, byte[] bytes, int count)
    {
        try
        {
            await write.StageAsync(index, bytes.AsMemory(0, count), stop.Token).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            room.Release();
        }
    }

    private void Grow(int needed)
    {
        if (block.Length >= needed)
        {
            return;
        }

        var grown = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Min(options.BlockBytes, Math.Max(FirstBuffer, 4 * block.Length))));
        block.AsSpan(0, filled).CopyTo(grown);
        ArrayPool<byte>.Shared.Return(block);
        block = grown;
    }
}
