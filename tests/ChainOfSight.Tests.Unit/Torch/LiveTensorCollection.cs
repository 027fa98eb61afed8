using ChainOfSight.Torch;
using ChainOfSight.Torch.Memory;

namespace ChainOfSight.Tests.Unit.Torch;

/// <summary>Tests that count the live tensors of the process: no other test may run beside them.</summary>
[CollectionDefinition(nameof(LiveTensorCollection), DisableParallelization = true)]
public sealed class LiveTensorCollection
{
    /// <summary>The counts, once the finalizers of what earlier tests forgot have run.</summary>
    internal static (long Native, long Managed, int Callbacks) Settled()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return (LiveTensors.NativeCount, LiveTensors.ManagedCount, LiveTensors.CallbackCount);
    }
}
