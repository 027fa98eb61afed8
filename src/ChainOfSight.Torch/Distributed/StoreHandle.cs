using System.Runtime.InteropServices;
using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch.Distributed;

/// <summary>Owns a native store.</summary>
internal sealed class StoreHandle : SafeHandle
{
    public StoreHandle(nint made)
        : base(0, ownsHandle: true) => SetHandle(made);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMethods.cos_store_free(handle);
        return true;
    }
}
