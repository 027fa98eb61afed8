using ChainOfSight.Tensors.Gradients;
using ChainOfSight.Tensors.Kernels;
using ChainOfSight.Tensors.LibTorch;
using ChainOfSight.Tensors.Memory;
using ChainOfSight.Tensors.Optim;
using ChainOfSight.Tensors.Recomputing;

namespace ChainOfSight.Tensors;

/// <summary>What our binding of libtorch gives.</summary>
internal static class EngineServices
{
    public static ITensorLibrary Library { get; } = new LibTorchLibrary();

    public static IModelKernels Kernels { get; } = new FusedKernels();

    public static IAdamWPasses AdamW { get; } = new NativeAdamW();

    public static IRecompute Recompute { get; } = new NativeRecompute();

    public static IGradientHooks Gradients { get; } = new NativeHooks();

    public static ITensorMemory Memory { get; } = new NativeMemory();
}
