namespace ChainOfSight.Storage;

/// <summary>
/// A lock between processes of one machine, by a file that the kernel frees when its holder dies. There is no way to be woken, so whoever waits asks again.
/// </summary>
public static class FileLock
{
    // EWOULDBLOCK of Linux and of macOS; ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows.
    private static readonly int[] HeldCodes = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    /// <summary>Takes the lock, waiting while another holds it.</summary>
    /// <param name="path">The lock's file; made where it is missing, never deleted.</param>
    /// <param name="longestPause">Longest time between two questions.</param>
    /// <param name="timeProvider">Clock of the pauses.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Frees the lock when it is disposed.</returns>
    /// <exception cref="IOException">The file can't be made or opened.</exception>
    public static async Task<IDisposable> TakeAsync(string path, TimeSpan longestPause, TimeProvider timeProvider, CancellationToken cancellationToken = default)
    {
        for (var pause = TimeSpan.FromMilliseconds(0.5); ; pause = pause * 2 < longestPause ? pause * 2 : longestPause)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException e) when (HeldCodes.Contains(e.HResult))
            {
                await Task.Delay(pause, timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
