namespace ChainOfSight.Storage;

/// <summary>Writes a temporary file; the commit flushes it to the disk and lets the store rename it.</summary>
internal sealed class DirectoryBlobUpload(
    Stream file, string temporary, string target, ITemporaryFiles files, Func<CancellationToken, Task<BlobProperties>> commit) : BlobUpload
{
    private long appended;

    public override async ValueTask AppendAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken = default)
    {
        appended += block.Length;
        await DiskFull.GuardAsync(() => file.WriteAsync(block, cancellationToken), target, appended, files.FreeBytes).ConfigureAwait(false);
    }

    public override async Task<BlobProperties> CommitAsync(CancellationToken cancellationToken = default)
    {
        DiskFull.Guard(() => files.FlushToDisk(file), target, appended, files.FreeBytes);
        await file.DisposeAsync().ConfigureAwait(false);
        return await commit(cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await file.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // What could not be flushed is thrown away with the file.
        }

        File.Delete(temporary);
    }
}
