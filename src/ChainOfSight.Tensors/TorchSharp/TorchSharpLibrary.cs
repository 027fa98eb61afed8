using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace ChainOfSight.Tensors.TorchSharp;

/// <summary>TorchSharp and the libtorch that it loaded.</summary>
internal sealed partial class TorchSharpLibrary : ITensorLibrary
{
    public string Engine => "TorchSharp";

    public string Version
    {
        get
        {
            EnsureLoaded();
            var named = TorchVersion().Match(AtenSymbols.Config);
            return named.Success ? named.Groups[1].Value : torch.__version__;
        }
    }

    public string LibraryPath
    {
        get
        {
            EnsureLoaded();
            return LoadedLibraries.Path("libtorch_cpu.so") ?? string.Empty;
        }
    }

    public string Details
    {
        get
        {
            EnsureLoaded();
            var config = AtenSymbols.Config;
            return config.Contains("CPU capability usage", StringComparison.Ordinal) ? config : $"{config}\nCPU capability usage: {AtenSymbols.CpuCapability}";
        }
    }

    public string BlasPath
    {
        get
        {
            EnsureLoaded();
            return LoadedLibraries.Holder(LoadedLibraries.Symbol("libtorch_cpu.so", "sgemm_")) is { } path && !path.Contains("libtorch", StringComparison.Ordinal) ? path : string.Empty;
        }
    }

    public unsafe int BlasThreads
    {
        get
        {
            EnsureLoaded();
            var get = LoadedLibraries.Symbol("libtorch_cpu.so", "openblas_get_num_threads");
            return get == 0 ? 0 : ((delegate* unmanaged<int>)get)();
        }
    }

    public bool Deterministic
    {
        get
        {
            EnsureLoaded();
            return AtenSymbols.Deterministic;
        }

        set
        {
            EnsureLoaded();
            AtenSymbols.Deterministic = value;
        }
    }

    // TorchSharp has no name of a device; CUDA's driver has. It was started by whoever made a tensor there.
    public unsafe string DeviceName(Device device)
    {
        EnsureLoaded();
        if (!NativeLibrary.TryLoad("libcuda.so.1", out var driver) || !NativeLibrary.TryGetExport(driver, "cuDeviceGetName", out var find))
        {
            throw new TensorEngineException("CUDA's driver, libcuda.so.1, cannot be loaded. Install the driver of the GPU.");
        }

        var text = stackalloc byte[256];
        var code = ((delegate* unmanaged<byte*, int, int, int>)find)(text, 256, Math.Max(device.index, 0));
        return code == 0 ? Marshal.PtrToStringUTF8((nint)text)! : throw new TensorEngineException($"CUDA's driver tells no name of {device} (CUDA error {code}).");
    }

    public void EnsureLoaded()
    {
        try
        {
            InitializeDeviceType(DeviceType.CPU);
        }
        catch (Exception fault) when (fault is NotSupportedException or DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            throw new TensorEngineException($"TorchSharp finds no libtorch that it can load: {(fault.InnerException ?? fault).Message.Split('\n')[0]}", fault);
        }
    }

    public bool Explains(Exception fault) => fault is ExternalException && fault.GetType() == typeof(ExternalException) || fault is TensorEngineException;

    public bool IsOutOfMemory(Exception fault) => fault is ExternalException
        && (fault.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase) || fault.Message.Contains("can't allocate memory", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"TORCH_VERSION=([0-9][^,\s]*)")]
    private static partial Regex TorchVersion();
}
