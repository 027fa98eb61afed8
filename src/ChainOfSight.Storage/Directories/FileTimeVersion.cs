namespace ChainOfSight.Storage;

/// <summary>ETags from file times: each write moves the time forward, also where the clock stands still or goes back.</summary>
internal sealed class FileTimeVersion(TimeProvider timeProvider)
{
    // 100 ns on Linux and Windows, coarser on old file systems.
    private static readonly TimeSpan[] Steps =
        [TimeSpan.FromTicks(1), TimeSpan.FromMicroseconds(1), TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    public static BlobProperties Read(FileInfo file) => Properties(file.Length, file.LastWriteTimeUtc);

    public static BlobProperties Read(FileStream file) => Properties(file.Length, File.GetLastWriteTimeUtc(file.SafeFileHandle));

    /// <summary>Gives the file that will replace <paramref name="old"/> a later time than it has. Call under the name's lock.</summary>
    public void Advance(string replacement, FileInfo old)
    {
        var now = timeProvider.GetUtcNow().UtcDateTime;
        if (!old.Exists)
        {
            File.SetLastWriteTimeUtc(replacement, now);
            return;
        }

        var before = old.LastWriteTimeUtc;
        foreach (var step in Steps)
        {
            File.SetLastWriteTimeUtc(replacement, now > before + step ? now : before + step);
            if (File.GetLastWriteTimeUtc(replacement) > before)
            {
                return;
            }
        }

        throw new UserErrorException(
            $"The file system of '{replacement}' does not keep the times of files, which tell versions apart. Put the store on a local disk.");
    }

    private static BlobProperties Properties(long length, DateTime written) =>
        new(length, $"\"{written.Ticks:x}-{length:x}\"", new DateTimeOffset(written, TimeSpan.Zero));
}
