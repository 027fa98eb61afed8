using System.Runtime.InteropServices;

namespace ChainOfSight.Torch.Door;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial int cos_random_seed(long seed);

    [LibraryImport(Library)]
    internal static partial int cos_random_get(int device, out nint state);

    [LibraryImport(Library)]
    internal static partial int cos_random_set(int device, nint state);

    [LibraryImport(Library)]
    internal static partial nint cos_loaded_version();

    [LibraryImport(Library)]
    internal static partial nint cos_built_for();

    [LibraryImport(Library)]
    internal static partial int cos_build_report(byte* into, int capacity, out int needed);

    [LibraryImport(Library)]
    internal static partial int cos_threads();

    [LibraryImport(Library)]
    internal static partial int cos_set_threads(int count);

    [LibraryImport(Library)]
    internal static partial int cos_interop_threads();

    [LibraryImport(Library)]
    internal static partial int cos_set_interop_threads(int count);

    [LibraryImport(Library)]
    internal static partial int cos_blas_path(byte* into, int capacity, out int needed);

    [LibraryImport(Library)]
    internal static partial int cos_blas_threads();

    [LibraryImport(Library)]
    internal static partial int cos_set_blas_threads(int count);

    [LibraryImport(Library)]
    internal static partial int cos_set_deterministic(int on, int warnOnly);

    [LibraryImport(Library)]
    internal static partial int cos_deterministic();

    [LibraryImport(Library)]
    internal static partial int cos_set_autocast(int deviceType, int on, int dtype);

    [LibraryImport(Library)]
    internal static partial int cos_autocast(int deviceType, out int on, out int dtype);

    [LibraryImport(Library)]
    internal static partial void cos_autocast_clear();

    [LibraryImport(Library)]
    internal static partial int cos_profile_start();

    [LibraryImport(Library)]
    internal static partial int cos_profile_stop();

    [LibraryImport(Library)]
    internal static partial int cos_profile_read(byte* into, int capacity, out int needed);
}
