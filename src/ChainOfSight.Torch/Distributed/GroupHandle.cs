using System.Runtime.InteropServices;
using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch.Distributed;

/// <summary>Owns a native process group.</summary>
internal sealed class GroupHandle : SafeHandle
{
    private bool _disposing;

    public GroupHandle(nint made)
        : base(0, ownsHandle: true) => SetHandle(made);

    public override bool IsInvalid => handle == 0;

    protected override void Dispose(bool disposing)
    {
        _disposing = disposing;
        base.Dispose(disposing);
    }

    protected override bool ReleaseHandle()
    {
        // Freeing waits for work under way, which the finalizer must not.
        if (_disposing)
        {
            NativeMethods.cos_group_free(handle);
        }
        else
        {
            var group = handle;
            new Thread(() => NativeMethods.cos_group_free(group)) { IsBackground = true, Name = "process group release" }.Start();
        }

        return true;
    }
}
