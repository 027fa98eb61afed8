using System.Runtime.InteropServices;

namespace ChainOfSight.Torch.Door;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial int cos_fused_rms_norm(nint input, nint weight, double epsilon, out nint made);

    [LibraryImport(Library)]
    internal static partial int cos_fused_layer_norm(nint input, nint weight, nint bias, double epsilon, out nint made);

    [LibraryImport(Library)]
    internal static partial int cos_fused_silu_mul(nint gate, nint up, out nint made);

    [LibraryImport(Library)]
    internal static partial int cos_fused_quick_gelu(nint input, out nint made);

    [LibraryImport(Library)]
    internal static partial int cos_fused_rotate(nint heads, nint cosines, nint sines, out nint made);

    [LibraryImport(Library)]
    internal static partial int cos_fused_softmax(nint scores, out nint made);

    [LibraryImport(Library)]
    internal static partial int cos_fused_cross_entropy_sum(nint logits, nint targets, out nint made);
}
