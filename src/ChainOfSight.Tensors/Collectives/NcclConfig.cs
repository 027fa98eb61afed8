using System.Runtime.InteropServices;

namespace ChainOfSight.Tensors.Collectives;

/// <summary>NCCL's <c>ncclConfig_t</c> in its first form, of 2.14; later versions take it and use their defaults for what it lacks.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NcclConfig
{
    private nuint size;
    private uint magic;
    private uint version;
    private int blocking;

    /// <summary>Calls return at once and are asked for their state, so that a member that never comes can be given up.</summary>
    public static unsafe NcclConfig WithoutBlocking => new() { size = (nuint)sizeof(NcclConfig), magic = 0xcafebeef, version = 21400, blocking = 0 };
}
