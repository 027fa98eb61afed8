using System.Runtime.InteropServices;
using ChainOfSight.Torch.Optim;

namespace ChainOfSight.Torch.Door;

/// <summary>The functions of cos_adamw.h.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial int cos_adamw_step(
        AdamWItem* items, int count, double beta1, double beta2, double epsilon, double gradientScale);

    [LibraryImport(Library)]
    internal static partial int cos_sums_of_squares(nint* tensors, int count, double* sums);
}
