using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ChainOfSight.Tensors.Collectives;

namespace ChainOfSight.Tests.Unit.Collectives;

/// <summary>A library with the functions of NCCL and CUDA's runtime that works on the host's memory, compiled once for a process: the real ones need GPUs.</summary>
internal static unsafe class StandInLibrary
{
    private static readonly Lazy<nint> Loaded = new(Compile);

    /// <summary>Collectives that call it.</summary>
    public static IDeviceCollectives Collectives { get; } = new NcclCollectives(() => NcclLibrary.Open(Loaded.Value, Loaded.Value));

    /// <summary>Groups, streams and events that were made and not given back.</summary>
    public static int Live => ((delegate* unmanaged<int>)NativeLibrary.GetExport(Loaded.Value, "standin_live"))();

    private static nint Compile()
    {
        var library = Path.Combine(AppContext.BaseDirectory, $"standin-{Environment.ProcessId}.so");
        using var compiler = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("CXX") ?? "g++", ["-std=c++17", "-O1", "-shared", "-fPIC", Source(), "-o", library]) { RedirectStandardError = true })!;
        var said = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        Assert.True(compiler.ExitCode == 0, said);
        var handle = NativeLibrary.Load(library);
        File.Delete(library);
        return handle;
    }

    private static string Source([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "standin.cpp");
}
