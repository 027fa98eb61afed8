using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Cluster.Edges;

/// <summary>A store that a test breaks and mends.</summary>
internal sealed class BreakableStore(IBlobStore inner) : IBlobStore
{
    /// <summary>What reads meet; null where they work.</summary>
    public Func<string, Exception>? Reads { get; set; }

    /// <summary>What writes meet; null where they work.</summary>
    public Func<string, Exception>? Writes { get; set; }

    public string Description => inner.Description;

    public Task<BlobProperties?> FindAsync(string name, CancellationToken cancellationToken = default)
    {
        Meet(Reads, name);
        return inner.FindAsync(name, cancellationToken);
    }

    public Task<BlobContent> OpenReadAsync(string name, BlobRange range, CancellationToken cancellationToken = default)
    {
        Meet(Reads, name);
        return inner.OpenReadAsync(name, range, cancellationToken);
    }

    public Task<BlobUpload> StartUploadAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default)
    {
        Meet(Writes, name);
        return inner.StartUploadAsync(name, condition, cancellationToken);
    }

    public IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancellationToken = default)
    {
        Meet(Reads, prefix);
        return inner.ListAsync(prefix, cancellationToken);
    }

    public Task<bool> DeleteAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default)
    {
        Meet(Writes, name);
        return inner.DeleteAsync(name, condition, cancellationToken);
    }

    private static void Meet(Func<string, Exception>? fault, string name)
    {
        if (fault is not null)
        {
            throw fault(name);
        }
    }
}
