using ChainOfSight.Tensors.Collectives;
using ChainOfSight.Tensors.Gradients;
using ChainOfSight.Tensors.Kernels;
using ChainOfSight.Tensors.Memory;
using ChainOfSight.Tensors.Optim;
using ChainOfSight.Tensors.Recomputing;

namespace ChainOfSight.Tensors;

/// <summary>What tensor engines do each in their own way. The engine that was built in gives one implementation of each.</summary>
/// <remarks>Reading a property loads no native library; using what it returns does.</remarks>
public static class TensorEngine
{
    private static readonly Lazy<IModelKernels> ChosenKernels = new(() => KernelChoice.IsComposed ? new ComposedKernels() : EngineServices.Kernels);
    private static readonly Lazy<IAdamWPasses> ChosenAdamW = new(() => KernelChoice.IsComposed ? new ComposedAdamW() : EngineServices.AdamW);

    /// <summary>The loaded library: name, version, settings.</summary>
    public static ITensorLibrary Library { get; } = EngineServices.Library;

    /// <summary>Kernels of the models.</summary>
    /// <exception cref="TensorEngineException"><see cref="KernelChoice.Variable"/> names none.</exception>
    public static IModelKernels Kernels => ChosenKernels.Value;

    /// <summary>The passes of AdamW over many tensors.</summary>
    /// <exception cref="TensorEngineException"><see cref="KernelChoice.Variable"/> names none.</exception>
    public static IAdamWPasses AdamW => ChosenAdamW.Value;

    /// <summary>Trades time for memory.</summary>
    public static IRecompute Recompute { get; } = EngineServices.Recompute;

    /// <summary>Gradients while they are made.</summary>
    public static IGradientHooks Gradients { get; } = EngineServices.Gradients;

    /// <summary>Memory behind tensors.</summary>
    public static ITensorMemory Memory { get; } = EngineServices.Memory;

    /// <summary>Sums from GPU to GPU.</summary>
    public static IDeviceCollectives Collectives { get; } = new NcclCollectives(() =>
    {
        Library.EnsureLoaded();
        return NcclLibrary.Open();
    });
}
