using System.Runtime.InteropServices;

namespace ChainOfSight.Torch.Door;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial int cos_cuda_built();

    [LibraryImport(Library)]
    internal static partial int cos_cuda_count();

    [LibraryImport(Library)]
    internal static partial int cos_cuda_name(int index, byte* into, int capacity, out int needed);

    [LibraryImport(Library)]
    internal static partial int cos_cuda_get_device(out int index);

    [LibraryImport(Library)]
    internal static partial int cos_cuda_set_device(int index);

    [LibraryImport(Library)]
    internal static partial int cos_cuda_synchronize(int index);

    [LibraryImport(Library)]
    internal static partial int cos_cuda_stream_new(int index, int highPriority, out nint stream);

    [LibraryImport(Library)]
    internal static partial int cos_cuda_stream_use(nint stream, out nint previous);

    [LibraryImport(Library)]
    internal static partial int cos_cuda_stream_synchronize(nint stream);

    [LibraryImport(Library)]
    internal static partial int cos_cuda_stream_wait(nint stream, nint other);

    [LibraryImport(Library)]
    internal static partial int cos_cuda_stream_free(nint stream);

    [LibraryImport(Library)]
    internal static partial int cos_cuda_memory(int index, long* figures);

    [LibraryImport(Library)]
    internal static partial int cos_cuda_memory_reset_peak(int index);

    [LibraryImport(Library)]
    internal static partial int cos_cuda_memory_empty();
}
