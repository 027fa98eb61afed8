namespace ChainOfSight.Storage;

/// <summary>Collects the blocks of one upload and hands them over at the commit.</summary>
internal sealed class MemoryBlobUpload(Func<byte[], BlobProperties> commit) : BlobUpload
{
    private readonly MemoryStream buffer = new();

    public override ValueTask AppendAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken = default)
    {
        buffer.Write(block.Span);
        return ValueTask.CompletedTask;
    }

    public override Task<BlobProperties> CommitAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(commit(buffer.ToArray()));
    }

    public override ValueTask DisposeAsync() => buffer.DisposeAsync();
}
