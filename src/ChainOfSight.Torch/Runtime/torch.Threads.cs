using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch;

public static partial class torch
{
    /// <summary>Version of the loaded libtorch.</summary>
    public static string __version__ => TorchLibrary.Version;

    /// <summary>Threads that one operation uses.</summary>
    public static int get_num_threads() => NativeMethods.cos_threads();

    /// <summary>Sets the threads that one operation uses. OpenBLAS with its own threads obeys OPENBLAS_NUM_THREADS instead.</summary>
    /// <param name="num">At least one.</param>
    public static void set_num_threads(int num) => Fault.Check(NativeMethods.cos_set_threads(num));

    /// <summary>Threads that run operations beside each other.</summary>
    public static int get_num_interop_threads() => NativeMethods.cos_interop_threads();

    /// <summary>Sets the threads that run operations beside each other.</summary>
    /// <param name="num">At least one; once, before the first use.</param>
    /// <exception cref="TorchException">Too late.</exception>
    public static void set_num_interop_threads(int num) => Fault.Check(NativeMethods.cos_set_interop_threads(num));
}
