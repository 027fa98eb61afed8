using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch.Memory;

/// <summary>What must stay flat over many steps when nothing leaks.</summary>
public static class LiveTensors
{
    /// <summary>Native references that this process holds through C#.</summary>
    public static long NativeCount => NativeMethods.cos_tensors_live();

    /// <summary>C# objects that hold one; equal to <see cref="NativeCount"/> between calls.</summary>
    public static long ManagedCount => torch.Tensor.TotalCount;

    /// <summary>Hooks, recomputed functions and wrapped memory that native code still refers to.</summary>
    public static int CallbackCount => Callbacks.Count;
}
