using System.Globalization;
using System.Runtime.InteropServices;

namespace ChainOfSight.Tensors.Collectives;

/// <summary>The calls of NCCL's C API that a group needs. Source: nccl.h of 2.14 and later.</summary>
internal sealed unsafe class NcclCalls(Func<string, nint> find)
{
    private const int InProgress = 7;
    private const int Float32 = 7;
    private const int SumOperation = 0;
    private readonly delegate* unmanaged<int*, int> getVersion = (delegate* unmanaged<int*, int>)find("ncclGetVersion");
    private readonly delegate* unmanaged<NcclKey*, int> getKey = (delegate* unmanaged<NcclKey*, int>)find("ncclGetUniqueId");
    private readonly delegate* unmanaged<nint*, int, NcclKey, int, NcclConfig*, int> join = (delegate* unmanaged<nint*, int, NcclKey, int, NcclConfig*, int>)find("ncclCommInitRankConfig");
    private readonly delegate* unmanaged<nint, int*, int> state = (delegate* unmanaged<nint, int*, int>)find("ncclCommGetAsyncError");
    private readonly delegate* unmanaged<nint, nint, nuint, int, int, nint, nint, int> allReduce = (delegate* unmanaged<nint, nint, nuint, int, int, nint, nint, int>)find("ncclAllReduce");
    private readonly delegate* unmanaged<nint, int> abort = (delegate* unmanaged<nint, int>)find("ncclCommAbort");
    private readonly delegate* unmanaged<int, nint> errorText = (delegate* unmanaged<int, nint>)find("ncclGetErrorString");
    private readonly delegate* unmanaged<nint, nint> lastError = (delegate* unmanaged<nint, nint>)find("ncclGetLastError");

    /// <summary>The version, such as <c>2.21.5</c>.</summary>
    public string Version
    {
        get
        {
            int code;
            Check(getVersion(&code), "ncclGetVersion", 0);
            return string.Create(CultureInfo.InvariantCulture, $"{code / 10000}.{code / 100 % 100}.{code % 100}");
        }
    }

    /// <summary>A new key.</summary>
    public NcclKey NewKey()
    {
        NcclKey key;
        Check(getKey(&key), "ncclGetUniqueId", 0);
        return key;
    }

    /// <summary>Begins to join: <see cref="IsReady"/> tells when it is done.</summary>
    public nint Join(NcclKey key, int rank, int ranks)
    {
        nint group;
        var config = NcclConfig.WithoutBlocking;
        Check(join(&group, ranks, key, rank, &config), "ncclCommInitRankConfig", 0);
        return group;
    }

    /// <summary>Whether a group has done what it was asked for on the host.</summary>
    /// <exception cref="DeviceCollectiveException">It failed.</exception>
    public bool IsReady(nint group)
    {
        int now;
        Check(state(group, &now), "ncclCommGetAsyncError", group);
        Check(now, "a call", group);
        return now != InProgress;
    }

    /// <summary>Enqueues a sum in place.</summary>
    public void Sum(nint group, nint address, long elements, nint stream) =>
        Check(allReduce(address, address, checked((nuint)elements), Float32, SumOperation, group, stream), "ncclAllReduce", group);

    /// <summary>Ends a group, whatever is under way. Faults are of no interest any more.</summary>
    public void Abort(nint group) => _ = abort(group);

    private void Check(int code, string call, nint group)
    {
        if (code is 0 or InProgress)
        {
            return;
        }

        var more = Marshal.PtrToStringUTF8(lastError(group));
        throw new DeviceCollectiveException(
            $"{call} of NCCL failed: {Marshal.PtrToStringUTF8(errorText(code))} (code {code}){(string.IsNullOrWhiteSpace(more) ? "" : $": {more.Trim()}")}. NCCL_DEBUG=INFO in the environment says more.");
    }
}
