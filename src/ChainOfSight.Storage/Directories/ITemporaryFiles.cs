namespace ChainOfSight.Storage;

/// <summary>How a directory store makes its temporary files; tests put a full disk here.</summary>
internal interface ITemporaryFiles
{
    /// <summary>Creates a new file for writing.</summary>
    Stream Create(string path);

    /// <summary>Returns when the bytes are on the disk.</summary>
    void FlushToDisk(Stream file);

    /// <summary>Bytes left for this user on the disk of <paramref name="path"/>; null where that can't be told.</summary>
    long? FreeBytes(string path);
}
