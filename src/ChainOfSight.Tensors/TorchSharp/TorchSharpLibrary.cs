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
