using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ChainOfSight.Tensors.Collectives;

/// <summary>Finds NCCL and CUDA's runtime: what libtorch has loaded with itself first, then what the system has.</summary>
internal static class NcclLibrary
{
    /// <summary>Path of a libnccl, for machines where it lies elsewhere.</summary>
    public const string Variable = "COS_NCCL";

    // A libtorch may bring NCCL as a library of its own or inside of libtorch_cuda.
    private static readonly string[] NcclNames = ["libnccl.so", "libtorch_cuda"];
    private static readonly string[] CudaNames = ["libcudart", "libtorch_cuda"];

    /// <summary>Finds both.</summary>
    /// <exception cref="DeviceCollectiveException">One of them is not there: where it was looked for, what to do.</exception>
    public static (NcclCalls Nccl, CudaCalls Cuda) Open() => Open(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Finds both.</summary>
    /// <param name="named">Path of a libnccl; empty where none is named.</param>
    /// <exception cref="DeviceCollectiveException">One of them is not there: where it was looked for, what to do.</exception>
    internal static (NcclCalls Nccl, CudaCalls Cuda) Open(string? named)
    {
        var nccl = string.IsNullOrEmpty(named) ? Holder(NcclNames, "ncclCommInitRankConfig", "libnccl.so.2") : Load(named);
        var cuda = Holder(CudaNames, "cudaEventQuery", "libcudart.so.13", "libcudart.so.12", "libcudart.so.11.0");
        return Open(nccl, cuda);
    }

    /// <summary>Takes both from libraries that are loaded.</summary>
    /// <exception cref="DeviceCollectiveException">A function is missing.</exception>
    internal static (NcclCalls Nccl, CudaCalls Cuda) Open(nint nccl, nint cuda) =>
        (new NcclCalls(symbol => Find(nccl, "NCCL", symbol)), new CudaCalls(symbol => Find(cuda, "CUDA's runtime", symbol)));

    private static nint Load(string path) => NativeLibrary.TryLoad(path, out var library)
        ? library
        : throw new DeviceCollectiveException($"{Variable} names {path}, which cannot be loaded. Name a libnccl.so of 2.14 or later.");

    private static nint Holder(string[] loaded, string symbol, params string[] system)
    {
        using var process = Process.GetCurrentProcess();
        var files = process.Modules.Cast<ProcessModule>().Select(module => module.FileName)
            .Where(file => loaded.Any(name => Path.GetFileName(file).StartsWith(name, StringComparison.Ordinal))).ToList();
        foreach (var file in files.Concat(system))
        {
            if (NativeLibrary.TryLoad(file, out var library) && NativeLibrary.TryGetExport(library, symbol, out _))
            {
                return library;
            }
        }

        throw new DeviceCollectiveException(
            $"No library with {symbol} is loaded with libtorch, and {string.Join(" or ", system)} is not on the system's path. Use a libtorch with CUDA, or name NCCL 2.14 or later by {Variable}.");
    }

    private static nint Find(nint library, string what, string symbol) => NativeLibrary.TryGetExport(library, symbol, out var address)
        ? address
        : throw new DeviceCollectiveException($"{what} has no {symbol}. NCCL 2.14 or later is needed; {Variable} names another one.");
}
