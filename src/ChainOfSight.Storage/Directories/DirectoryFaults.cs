namespace ChainOfSight.Storage;

/// <summary>Turns what the operating system says of a directory that is gone or may not be written into a <see cref="StoreUnavailableException"/>.</summary>
internal static class DirectoryFaults
{
    // EROFS of Linux; ERROR_WRITE_PROTECT of Windows.
    private static readonly int[] ReadOnlyCodes = [30, unchecked((int)0x80070013)];

    public static T Guard<T>(string store, string what, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (DirectoryNotFoundException e)
        {
            throw Gone(store, what, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreUnavailableException(store, what, "It may not be written by this user.", e);
        }
        catch (IOException e) when (ReadOnlyCodes.Contains(e.HResult))
        {
            throw new StoreUnavailableException(store, what, "It can only be read now.", e);
        }
    }

    public static StoreUnavailableException Gone(string store, string what, Exception? cause = null) =>
        new(store, what, "The directory is not there any more.", cause);
}
