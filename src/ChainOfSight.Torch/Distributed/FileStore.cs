using System.Diagnostics;
using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch.Distributed;

/// <summary>A store in a file that all ranks of one machine open: c10d's <c>FileStore</c>. No port, no network.</summary>
/// <remarks>The file is created where missing and deleted by the last rank; use a new name for every group.</remarks>
public sealed class FileStore : Store
{
    private FileStore(nint made, string path, TimeSpan timeout)
        : base(made, timeout) => Path = path;

    /// <summary>Path of the file.</summary>
    public string Path { get; }

    /// <summary>Opens or creates the store.</summary>
    /// <param name="path">Path of the file, in a folder that exists.</param>
    /// <param name="size">How many ranks will open it.</param>
    /// <param name="timeout">How long to wait for keys.</param>
    /// <exception cref="DistributedException">The file cannot be made, or this libtorch has no c10d.</exception>
    public static FileStore Open(string path, int size, TimeSpan timeout)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        TorchLibrary.EnsureLoaded();
        var started = Stopwatch.GetTimestamp();
        var code = NativeMethods.cos_store_file(path, size, DistributedFault.Milliseconds(timeout), out var made);
        DistributedFault.Check(code, $"opening the store file {path}", null, started, timeout);
        return new FileStore(made, path, timeout);
    }

    /// <summary>The path, for messages.</summary>
    public override string ToString() => $"the store file {Path}";
}
