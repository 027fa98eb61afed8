namespace ChainOfSight.Storage;

/// <summary>Turns the operating system's "no space left" into a <see cref="DiskFullException"/>.</summary>
internal static class DiskFull
{
    // ENOSPC and EDQUOT of Linux; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.
    private static readonly int[] Codes = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    public static bool Is(IOException e) => Codes.Contains(e.HResult);

    public static T Guard<T>(Func<T> write, string path, long needed, Func<string, long?> freeBytes)
    {
        try
        {
            return write();
        }
        catch (IOException e) when (Is(e))
        {
            throw new DiskFullException(path, needed, freeBytes(path), e);
        }
    }

    public static void Guard(Action write, string path, long needed, Func<string, long?> freeBytes) =>
        Guard(() => { write(); return true; }, path, needed, freeBytes);

    public static async ValueTask GuardAsync(Func<ValueTask> write, string path, long needed, Func<string, long?> freeBytes)
    {
        try
        {
            await write().ConfigureAwait(false);
        }
        catch (IOException e) when (Is(e))
        {
            throw new DiskFullException(path, needed, freeBytes(path), e);
        }
    }
}
