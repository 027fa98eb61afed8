namespace ChainOfSight.Torch.Door;

/// <summary>Where the native library may be: a decision without I/O.</summary>
internal static class NativeLibraryLocator
{
    /// <summary>File name of the native library.</summary>
    public const string FileName = "libcos_torch.so";

    /// <summary>Candidates in the order in which they are tried.</summary>
    /// <param name="named">Value of COS_NATIVE, a file or a folder: then nothing else is tried.</param>
    /// <param name="assemblyFolder">Folder of this assembly.</param>
    public static IReadOnlyList<string> Candidates(string? named, string assemblyFolder)
    {
        if (!string.IsNullOrWhiteSpace(named))
        {
            return [named.EndsWith(".so", StringComparison.Ordinal) ? named : Path.Combine(named, FileName)];
        }

        var candidates = new List<string> { Path.Combine(assemblyFolder, FileName) };
        for (var folder = assemblyFolder; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            candidates.Add(Path.Combine(folder, "artifacts", "native", FileName));
        }

        return candidates;
    }
}
