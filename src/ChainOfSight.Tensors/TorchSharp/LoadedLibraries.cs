using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ChainOfSight.Tensors.TorchSharp;

/// <summary>Native libraries that this process has loaded, and their symbols.</summary>
internal static class LoadedLibraries
{
    /// <summary>File of a loaded library, links followed; null if none of that name is loaded.</summary>
    /// <param name="name">Beginning of its file name, such as <c>libtorch_cpu.so</c>.</param>
    public static string? Path(string name)
    {
        using var process = Process.GetCurrentProcess();
        return process.Modules.Cast<ProcessModule>().Select(module => module.FileName)
            .FirstOrDefault(file => System.IO.Path.GetFileName(file).StartsWith(name, StringComparison.Ordinal));
    }

    /// <summary>A symbol that a loaded library has or that it found in others; 0 if none.</summary>
    public static nint Symbol(string library, string symbol) =>
        Path(library) is { } path && NativeLibrary.TryLoad(path, out var handle) && NativeLibrary.TryGetExport(handle, symbol, out var address) ? address : 0;

    /// <summary>File that holds an address of code; null if none does.</summary>
    public static string? Holder(nint address)
    {
        using var process = Process.GetCurrentProcess();
        return process.Modules.Cast<ProcessModule>()
            .FirstOrDefault(module => address >= module.BaseAddress && address < module.BaseAddress + module.ModuleMemorySize)?.FileName;
    }
}
