using System.Text;

namespace ChainOfSight.Tensors.TorchSharp;

/// <summary>
/// The few functions of ATen that TorchSharp does not offer, called by their names in the library. Their form is that of GCC and Clang on
/// Linux; the names are the same in libtorch 1.13 and 2.x.
/// </summary>
internal static unsafe class AtenSymbols
{
    private const string Library = "libtorch_cpu.so";

    /// <summary>Whether only repeatable algorithms are used.</summary>
    public static bool Deterministic
    {
        get => ((delegate* unmanaged<nint, byte>)Find("_ZNK2at7Context23deterministicAlgorithmsEv"))(Context()) != 0;
        set => ((delegate* unmanaged<nint, byte, byte, void>)Find("_ZN2at7Context26setDeterministicAlgorithmsEbb"))(Context(), value ? (byte)1 : (byte)0, 0);
    }

    /// <summary>How libtorch was built, with its version.</summary>
    public static string Config => Text("_ZN2at11show_configB5cxx11Ev");

    /// <summary>Vector instructions that its kernels are chosen by.</summary>
    public static string CpuCapability => Text("_ZN2at18get_cpu_capabilityB5cxx11Ev");

    private static nint Context() => ((delegate* unmanaged<nint>)Find("_ZN2at13globalContextEv"))();

    // A std::string is returned through hidden memory: address, length, 16 bytes. Its own memory is left to the process, once per call.
    private static string Text(string symbol)
    {
        var address = LoadedLibraries.Symbol(Library, symbol);
        if (address == 0)
        {
            return string.Empty;
        }

        var made = stackalloc nint[4];
        ((delegate* unmanaged<nint*, nint>)address)(made);
        return Encoding.UTF8.GetString((byte*)made[0], checked((int)made[1]));
    }

    private static nint Find(string symbol) => LoadedLibraries.Symbol(Library, symbol) is var address and not 0 ? address : throw new TensorEngineException(
        $"{LoadedLibraries.Path(Library) ?? Library} has no {symbol}, by which deterministic algorithms are switched. Build with TensorRuntime=LibTorch for this libtorch.");
}
