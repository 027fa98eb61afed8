using System.Runtime.InteropServices;

namespace ChainOfSight.Torch.Door;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial int cos_backward(
        nint* roots, nint* grads, int count, nint* inputs, int inputsCount, int retainGraph, int createGraph);

    [LibraryImport(Library)]
    internal static partial int cos_grad(
        nint* roots, nint* grads, int count, nint* inputs, int inputsCount, int retainGraph, int createGraph, int allowUnused, nint* results);

    [LibraryImport(Library)]
    internal static partial int cos_grad_mode();

    [LibraryImport(Library)]
    internal static partial void cos_set_grad_mode(int on);

    [LibraryImport(Library)]
    internal static partial int cos_inference_mode();

    [LibraryImport(Library)]
    internal static partial int cos_inference_begin(int on, out nint guard);

    [LibraryImport(Library)]
    internal static partial void cos_inference_end(nint guard);

    [LibraryImport(Library)]
    internal static partial int cos_hook_tensor(
        nint t, delegate* unmanaged<long, nint, nint*, long> hook, delegate* unmanaged<long, void> release, long context, out nint handle);

    [LibraryImport(Library)]
    internal static partial int cos_hook_accumulated(
        nint leaf, delegate* unmanaged<long, nint, nint*, long> hook, delegate* unmanaged<long, void> release, long context, out nint handle);

    [LibraryImport(Library)]
    internal static partial void cos_hook_remove(nint handle);

    [LibraryImport(Library)]
    internal static partial int cos_recompute(
        nint* inputs,
        int inputCount,
        nint* outputs,
        int outputCount,
        delegate* unmanaged<long, int, nint*, int, nint*, int, long> run,
        delegate* unmanaged<long, void> release,
        long context);
}
