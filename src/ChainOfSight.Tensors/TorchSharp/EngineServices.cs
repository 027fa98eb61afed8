using ChainOfSight.Tensors.Gradients;
using ChainOfSight.Tensors.Kernels;
using ChainOfSight.Tensors.Memory;
using ChainOfSight.Tensors.Optim;
using ChainOfSight.Tensors.Recomputing;
using ChainOfSight.Tensors.TorchSharp;

namespace ChainOfSight.Tensors;

/// <summary>What TorchSharp gives, completed by what it lacks.</summary>
internal static class EngineServices
{
    public static ITensorLibrary Library { get; } = new TorchSharpLibrary();

    public static IModelKernels Kernels { get; } = new ComposedKernels();

    public static IAdamWPasses AdamW { get; } = new ComposedAdamW();

    public static IRecompute Recompute { get; } = new FunctionRecompute();

    public static IGradientHooks Gradients { get; } = new LateHooks();

    public static ITensorMemory Memory { get; } = new CopiedMemory();
}
