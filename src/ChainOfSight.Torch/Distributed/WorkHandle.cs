using System.Runtime.InteropServices;
using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch.Distributed;

/// <summary>Owns a native work object and, through it, the memory that it reads and writes.</summary>
internal sealed class WorkHandle : SafeHandle
{
    public WorkHandle(nint made)
        : base(0, ownsHandle: true) => SetHandle(made);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMethods.cos_work_free(handle);
        return true;
    }
}
