using System.Runtime.Intrinsics.X86;

namespace ChainOfSight.Training.Recipes;

/// <summary>Which number format is fast where.</summary>
public static class PrecisionChoice
{
    // CPUID leaf 7, subleaf 1: EAX bit 5 says AVX512_BF16 (Intel's manual 325462, volume 2A).
    private const int Features = 7;
    private const int Avx512Bf16 = 1 << 5;

    /// <summary>
    /// Whether bfloat16 is fast on a device: on GPUs, and on processors with AVX512_BF16. On others libtorch multiplies bfloat16 matrices in plain loops, some hundred times slower than f32.
    /// </summary>
    /// <param name="device">The recipe's: <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    public static bool HasFastBf16(string device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device.StartsWith("cuda", StringComparison.Ordinal)
            || (Avx512F.IsSupported && X86Base.CpuId(Features, 0).Eax >= 1 && (X86Base.CpuId(Features, 1).Eax & Avx512Bf16) != 0);
    }

    /// <summary>What <see cref="Precision.Auto"/> means for a device of this machine; every other format is what it is.</summary>
    public static Precision Resolve(Precision precision, string device) =>
        precision != Precision.Auto ? precision : HasFastBf16(device) ? Precision.BF16 : Precision.F32;
}
