using System.Runtime.CompilerServices;

namespace ChainOfSight.Storage;

/// <summary>
/// A store in a directory: one file per blob, under its name. Several processes of one machine may use the same directory.
/// </summary>
/// <remarks>
/// A write goes to a temporary file beside the blobs, is flushed to the disk and renamed over the old file, so a crash leaves
/// the old content or the new. Conditions are judged under a lock file that the kernel frees when its holder dies. The ETag is the
/// file's time of change, which the store moves forward at every write, and its size. A name can't be both a blob and a folder of others.
/// Not meant for network file systems: their locks and times are not dependable.
/// </remarks>
public sealed class DirectoryBlobStore : IBlobStore
{
    private readonly DirectoryLayout layout;
    private readonly DirectoryLocks locks;
    private readonly FileTimeVersion version;
    private readonly ITemporaryFiles temporaryFiles;
    private readonly TimeProvider time;
    private volatile bool isPrepared;
    private volatile bool wasThere;

    /// <summary>Opens the store. The first write makes the directory where it is missing; until then nothing is written, so read-only media will do.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="timeProvider">Clock for the ETags and for waiting at the lock; the system's by default.</param>
    /// <exception cref="UserErrorException">The path is that of a file.</exception>
    public DirectoryBlobStore(string path, TimeProvider? timeProvider = null)
        : this(path, new TemporaryFiles(), timeProvider ?? TimeProvider.System)
    {
    }

    internal DirectoryBlobStore(string path, ITemporaryFiles temporaryFiles, TimeProvider timeProvider)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        layout = new DirectoryLayout(path);
        locks = new DirectoryLocks(layout, timeProvider);
        version = new FileTimeVersion(timeProvider);
        this.temporaryFiles = temporaryFiles;
        time = timeProvider;
        wasThere = Directory.Exists(layout.Root);
    }

    /// <inheritdoc />
    public string Description => $"directory {layout.Root}";

    /// <inheritdoc />
    public Task<BlobProperties?> FindAsync(string name, CancellationToken cancellationToken = default)
    {
        var file = new FileInfo(layout.PathOf(name));
        if (!file.Exists)
        {
            RequireRoot($"looking for '{name}'");
            return Task.FromResult<BlobProperties?>(null);
        }

        return Task.FromResult<BlobProperties?>(FileTimeVersion.Read(file));
    }

    /// <inheritdoc />
    public Task<BlobContent> OpenReadAsync(string name, BlobRange range, CancellationToken cancellationToken = default)
    {
        var path = layout.PathOf(name);
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException || (e is UnauthorizedAccessException && Directory.Exists(path)))
        {
            RequireRoot($"reading '{name}'");
            throw new BlobNotFoundException(Description, name);
        }

        try
        {
            var (offset, length) = range.Within(file.Length);
            file.Position = offset;
            return Task.FromResult(new BlobContent(new RangeStream(file, length), FileTimeVersion.Read(file)));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public Task<BlobUpload> StartUploadAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default)
    {
        var target = layout.PathOf(name);
        Prepare($"writing '{name}'");
        var temporary = layout.NewTemporaryPath();
        var file = DirectoryFaults.Guard(
            Description, $"writing '{name}'", () => DiskFull.Guard(() => temporaryFiles.Create(temporary), target, 0, temporaryFiles.FreeBytes));
        return Task.FromResult<BlobUpload>(new DirectoryBlobUpload(file, temporary, target, temporaryFiles, token => CommitAsync(name, temporary, target, condition, token)));
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<BlobItem> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        RequireRoot($"listing '{prefix}'");
        foreach (var (name, file) in layout.Files(prefix))
        {
            cancellationToken.ThrowIfCancellationRequested();
            file.Refresh();
            if (file.Exists)
            {
                yield return new BlobItem(name, FileTimeVersion.Read(file));
            }
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<bool> DeleteAsync(string name, BlobCondition condition, CancellationToken cancellationToken = default)
    {
        var path = layout.PathOf(name);
        Prepare($"deleting '{name}'");
        using (await locks.TakeAsync(name, cancellationToken).ConfigureAwait(false))
        {
            var file = new FileInfo(path);
            Check(name, file, condition);
            if (!file.Exists)
            {
                return false;
            }

            file.Delete();
        }

        layout.RemoveEmptyParents(path);
        return true;
    }

    private void Prepare(string what)
    {
        RequireRoot(what);
        if (!isPrepared || !layout.IsPrepared)
        {
            layout.Prepare(time.GetUtcNow());
            (isPrepared, wasThere) = (true, true);
        }
    }

    // A directory that went away, such as one on a disk that was taken out, is not an empty store.
    private void RequireRoot(string what)
    {
        if (wasThere && !Directory.Exists(layout.Root))
        {
            throw DirectoryFaults.Gone(Description, what);
        }
    }

    private async Task<BlobProperties> CommitAsync(string name, string temporary, string target, BlobCondition condition, CancellationToken cancellationToken)
    {
        BlobProperties written;
        using (await locks.TakeAsync(name, cancellationToken).ConfigureAwait(false))
        {
            var old = new FileInfo(target);
            Check(name, old, condition);
            version.Advance(temporary, old);
            layout.MoveInto(temporary, target, name);
            written = FileTimeVersion.Read(new FileInfo(target));
        }

        DirectoryFlush.Flush(Path.GetDirectoryName(target)!);
        return written;
    }

    private void Check(string name, FileInfo file, BlobCondition condition)
    {
        var current = file.Exists ? FileTimeVersion.Read(file).ETag : null;
        if (!condition.Holds(current))
        {
            throw new BlobConditionFailedException(Description, name, condition, current);
        }
    }
}
