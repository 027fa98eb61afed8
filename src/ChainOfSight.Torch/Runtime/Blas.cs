using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch.Runtime;

/// <summary>
/// The library that multiplies f32 matrices. Which one it is decides the speed by a factor of fifty, and the last bits
/// of results.
/// </summary>
public static unsafe class Blas
{
    /// <summary>Its file, links followed; empty when it is built into libtorch.</summary>
    public static string Path => TorchLibrary.ReadText(static (into, capacity) =>
    {
        Fault.Check(NativeMethods.cos_blas_path((byte*)into, capacity, out var needed));
        return needed;
    });

    /// <summary>Threads of its own (OpenBLAS), or 0 when <c>torch.set_num_threads</c> rules it too.</summary>
    /// <exception cref="TorchUnsupportedException">Set where it has none.</exception>
    /// <exception cref="TorchException">Set to less than one.</exception>
    public static int Threads
    {
        get => NativeMethods.cos_blas_threads();
        set => Fault.Check(NativeMethods.cos_set_blas_threads(value));
    }
}
