namespace ChainOfSight.Storage;

/// <summary>Where the files of a directory store lie: blobs under their names, locks and temporary files in a folder of the store's own.</summary>
internal sealed class DirectoryLayout
{
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromDays(1);
    private readonly string own;

    /// <exception cref="UserErrorException">The path is that of a file.</exception>
    public DirectoryLayout(string path)
    {
        Root = Path.GetFullPath(path);
        own = Path.Combine(Root, BlobName.ReservedSegment);
        if (File.Exists(Root))
        {
            throw new UserErrorException($"'{Root}' is a file; a store needs a directory. Name another path.");
        }
    }

    public string Root { get; }

    public string LockFolder => Path.Combine(own, "locks");

    /// <summary>Whether the folders are there.</summary>
    public bool IsPrepared => Directory.Exists(LockFolder) && Directory.Exists(TemporaryFolder);

    private string TemporaryFolder => Path.Combine(own, "tmp");

    public string PathOf(string name) => Path.Combine(Root, BlobName.Validate(name).Replace('/', Path.DirectorySeparatorChar));

    public string NewTemporaryPath() => Path.Combine(TemporaryFolder, Guid.NewGuid().ToString("N"));

    /// <summary>Makes the folders and removes temporary files that a killed process left.</summary>
    public void Prepare(DateTimeOffset now)
    {
        try
        {
            Directory.CreateDirectory(LockFolder);
            Directory.CreateDirectory(TemporaryFolder);
            File.Create(NewTemporaryPath(), 1, FileOptions.DeleteOnClose).Dispose();
            foreach (var file in new DirectoryInfo(TemporaryFolder).EnumerateFiles().Where(file => file.LastWriteTimeUtc < now.UtcDateTime - AbandonedAfter))
            {
                file.Delete();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The directory '{Root}' can't be written to: {e.Message} Name a directory that can be created and written to.", e);
        }
    }

    /// <summary>Renames over the target, making its folder; a folder that a parallel delete removes is made again.</summary>
    public void MoveInto(string temporary, string target, string name)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Move(temporary, target, overwrite: true);
                return;
            }
            catch (DirectoryNotFoundException) when (attempt < 100)
            {
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && Directory.Exists(target))
            {
                throw new UserErrorException($"'{name}' can't be written in directory {Root}: it is the folder of other blobs. Choose another name.", e);
            }
            catch (IOException e) when (e is not DirectoryNotFoundException && FileAmongParents(target) is { } parent)
            {
                throw new UserErrorException($"'{name}' can't be written in directory {Root}: '{parent}' is a blob, not a folder. Choose another name.", e);
            }
        }
    }

    public void RemoveEmptyParents(string path)
    {
        try
        {
            for (var folder = Path.GetDirectoryName(path)!; folder.Length > Root.Length; folder = Path.GetDirectoryName(folder)!)
            {
                Directory.Delete(folder);
            }
        }
        catch (IOException)
        {
            // Not empty, or another process was faster: both are as they should be.
        }
    }

    /// <summary>Blobs by ordinal order of their names, folder by folder, so that a listing holds one folder at a time.</summary>
    public IEnumerable<(string Name, FileInfo File)> Files(string prefix)
    {
        var folder = prefix[..(prefix.LastIndexOf('/') + 1)];
        if (folder.Length > 0)
        {
            BlobName.Validate(folder[..^1]);
        }

        return Walk(new DirectoryInfo(Path.Combine(Root, folder)), folder, prefix);
    }

    private static IEnumerable<(string Name, FileInfo File)> Walk(DirectoryInfo directory, string folder, string prefix)
    {
        if (!directory.Exists)
        {
            return [];
        }

        // A folder sorts where its name with '/' does, so that the order is that of the full names.
        var entries = directory.EnumerateFileSystemInfos()
            .Where(entry => entry.Name != BlobName.ReservedSegment)
            .Select(entry => (Entry: entry, Name: folder + (entry is DirectoryInfo ? entry.Name + "/" : entry.Name)))
            .Where(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(entry.Name, StringComparison.Ordinal))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal);
        return entries.SelectMany(entry => entry.Entry is DirectoryInfo inner ? Walk(inner, entry.Name, prefix) : [(entry.Name, (FileInfo)entry.Entry)]);
    }

    private string? FileAmongParents(string target)
    {
        for (var folder = Path.GetDirectoryName(target)!; folder.Length > Root.Length; folder = Path.GetDirectoryName(folder)!)
        {
            if (File.Exists(folder))
            {
                return Path.GetRelativePath(Root, folder).Replace('\\', '/');
            }
        }

        return null;
    }
}
