using System.Runtime.InteropServices;

namespace ChainOfSight.Torch.Door;

/// <summary>Opens the first candidate that exists and proves that it is ours and of this version.</summary>
internal static unsafe class NativeLibraryOpener
{
    /// <summary>Version of cos.h that this assembly was written for.</summary>
    public const int Abi = 1;

    /// <exception cref="TorchUnavailableException">None exists, or the one that does is of no use.</exception>
    public static (nint Handle, string Path) Open(IReadOnlyList<string> candidates, string? named)
    {
        var path = candidates.FirstOrDefault(File.Exists) ?? throw new TorchUnavailableException(Missing(candidates, named));
        nint handle;
        try
        {
            handle = NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new TorchUnavailableException(
                $"The native library {path} cannot be loaded: {Reason(e.Message)}\n"
                + "It was built for another libtorch, or libtorch is not installed. Install it (Debian: apt-get install libtorch-dev) or set LIBTORCH, "
                + "then rebuild with src/ChainOfSight.Torch/native/build.sh.", e);
        }

        CheckAbi(handle, path);
        CheckVersion(
            Text(handle, "cos_built_for"), Text(handle, "cos_loaded_version"), path);
        return (handle, path);
    }

    /// <summary>C++ libraries of two releases share names but not layouts: major and minor must agree.</summary>
    /// <exception cref="TorchUnavailableException">They differ.</exception>
    public static void CheckVersion(string builtFor, string loaded, string path)
    {
        if (Release(builtFor) != Release(loaded))
        {
            throw new TorchUnavailableException(
                $"The native library {path} was built for libtorch {builtFor}, but libtorch {loaded} was loaded. "
                + "Set LIBTORCH to the libtorch you want, or leave it unset for the system's, and rebuild with src/ChainOfSight.Torch/native/build.sh.");
        }

        static string Release(string version) => string.Join('.', version.Split('.').Take(2));
    }

    private static void CheckAbi(nint handle, string path)
    {
        if (!NativeLibrary.TryGetExport(handle, "cos_abi", out var abi) || ((delegate* unmanaged<int>)abi)() != Abi)
        {
            throw new TorchUnavailableException(
                $"The library {path} is not the native library of this version (expected interface {Abi}). "
                + "Rebuild it with src/ChainOfSight.Torch/native/build.sh, or unset COS_NATIVE.");
        }

        var missing = typeof(NativeMethods).GetMethods(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)
            .Select(method => method.Name)
            .Where(name => name.StartsWith("cos_", StringComparison.Ordinal) && !NativeLibrary.TryGetExport(handle, name, out _))
            .ToList();
        if (missing.Count > 0)
        {
            throw new TorchUnavailableException(
                $"The native library {path} lacks {string.Join(", ", missing)}: it is older than this program. "
                + "Rebuild it with src/ChainOfSight.Torch/native/build.sh.");
        }
    }

    private static string Missing(IReadOnlyList<string> candidates, string? named)
    {
        var what = string.IsNullOrWhiteSpace(named)
            ? "The native library libcos_torch.so was not found."
            : $"COS_NATIVE={named} names no file.";
        return $"{what} Looked at:\n  {string.Join("\n  ", candidates)}\n"
            + "Build it with src/ChainOfSight.Torch/native/build.sh (needs g++ and libtorch: apt-get install g++ libtorch-dev libgloo-dev), or set COS_NATIVE to its file.";
    }

    private static string Text(nint handle, string function) =>
        Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)NativeLibrary.GetExport(handle, function))()) ?? string.Empty;

    // The runtime's advice comes first, the loader's own words last.
    private static string Reason(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
}
