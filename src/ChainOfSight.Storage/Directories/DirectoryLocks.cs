namespace ChainOfSight.Storage;

/// <summary>
/// Locks by name that hold between threads and between processes. Names share a few lock files; each is held only for a
/// comparison and a rename, and the kernel frees it when its holder dies.
/// </summary>
internal sealed class DirectoryLocks(DirectoryLayout layout, TimeProvider timeProvider)
{
    private const int Stripes = 16;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(20);
    private readonly SemaphoreSlim[] inside = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1))];

    public async Task<IDisposable> TakeAsync(string name, CancellationToken cancellationToken)
    {
        var stripe = Stripe(name);
        await inside[stripe].WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var path = Path.Combine(layout.LockFolder, $"{stripe:x}");
            return new Held(await FileLock.TakeAsync(path, LongestPause, timeProvider, cancellationToken).ConfigureAwait(false), inside[stripe]);
        }
        catch
        {
            inside[stripe].Release();
            throw;
        }
    }

    private static int Stripe(string name)
    {
        // string.GetHashCode differs between processes.
        var hash = 2166136261u;
        foreach (var c in name)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return (int)(hash % Stripes);
    }

    private sealed class Held(IDisposable file, SemaphoreSlim inside) : IDisposable
    {
        public void Dispose()
        {
            file.Dispose();
            inside.Release();
        }
    }
}
