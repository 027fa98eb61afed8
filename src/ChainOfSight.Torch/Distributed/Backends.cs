using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch.Distributed;

/// <summary>What of c10d the native library was built with.</summary>
public static class Backends
{
    /// <summary>Whether there are stores; false where libtorch was built without c10d.</summary>
    /// <exception cref="TorchUnavailableException">There is no usable native library.</exception>
    public static bool HasStores => Has(1);

    /// <summary>Whether there are Gloo groups (host memory); they need Gloo's headers at build time.</summary>
    /// <exception cref="TorchUnavailableException">There is no usable native library.</exception>
    public static bool HasGloo => Has(2);

    /// <summary>Whether there are NCCL groups (GPU memory); they need a CUDA libtorch and NCCL's header at build time.</summary>
    /// <exception cref="TorchUnavailableException">There is no usable native library.</exception>
    public static bool HasNccl => Has(4);

    private static bool Has(int bit)
    {
        TorchLibrary.EnsureLoaded();
        return (NativeMethods.cos_distributed_built() & bit) != 0;
    }
}
