namespace ChainOfSight.Storage;

/// <summary>Temporary files on a real disk.</summary>
internal sealed class TemporaryFiles : ITemporaryFiles
{
    public Stream Create(string path) => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);

    public void FlushToDisk(Stream file) => ((FileStream)file).Flush(flushToDisk: true);

    public long? FreeBytes(string path)
    {
        try
        {
            var folder = Path.GetDirectoryName(path);
            while (folder is not null && !Directory.Exists(folder))
            {
                folder = Path.GetDirectoryName(folder);
            }

            return new DriveInfo(folder!).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
