namespace ChainOfSight.Storage;

/// <summary>The disk took no more bytes; what was there before is untouched.</summary>
public sealed class DiskFullException : UserErrorException
{
    /// <summary>Creates the error.</summary>
    /// <param name="path">The file that was to be written.</param>
    /// <param name="neededBytes">Bytes that the file needs so far; it may need more.</param>
    /// <param name="freeBytes">Bytes left on that disk; null where that can't be told.</param>
    /// <param name="innerException">What the operating system said.</param>
    public DiskFullException(string path, long neededBytes, long? freeBytes, Exception innerException)
        : base($"The disk of '{path}' is full: the file needs at least {neededBytes} bytes, {freeBytes?.ToString() ?? "an unknown number of"} bytes are free. "
            + "Nothing was changed. Free some space or name another directory, then run the command again.", innerException) =>
        (Path, NeededBytes, FreeBytes) = (path, neededBytes, freeBytes);

    /// <summary>The file that was to be written.</summary>
    public string Path { get; }

    /// <summary>Bytes that the file needs so far.</summary>
    public long NeededBytes { get; }

    /// <summary>Bytes left on that disk; null where that can't be told.</summary>
    public long? FreeBytes { get; }
}
