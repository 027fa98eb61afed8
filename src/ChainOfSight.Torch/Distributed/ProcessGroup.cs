using System.Diagnostics;
using ChainOfSight.Torch.Door;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Distributed;

/// <summary>Ranks that reduce and exchange tensors together.</summary>
/// <remarks>
/// <para>All ranks call the same operations in the same order, with tensors of equal shape and type: neither is checked across ranks,
/// and a difference hangs until the time-out. Each operation also exists as <c>Start…</c>, which returns at once.</para>
/// <para>Gloo overwrites its tensors and cannot be aborted: after a failure they hold garbage, and the group is of no use any more.
/// Reduce copies where that matters. Gloo of libtorch 1.13 cannot add bf16 or 16-bit integers: those are added in an f32 or 32-bit copy
/// and rounded once at the end, so a bf16 sum is better than one added in bf16, but costs twice the traffic.</para>
/// <para>A group belongs to one thread at a time.</para>
/// </remarks>
public sealed partial class ProcessGroup : IDisposable
{
    private readonly GroupHandle _handle;

    private ProcessGroup(nint made, string backend, int rank, int size, TimeSpan timeout)
    {
        _handle = new GroupHandle(made);
        Backend = backend;
        Rank = rank;
        Size = size;
        Timeout = timeout;
    }

    /// <summary><c>gloo</c> or <c>nccl</c>.</summary>
    public string Backend { get; }

    /// <summary>This rank, from 0.</summary>
    public int Rank { get; }

    /// <summary>How many ranks there are.</summary>
    public int Size { get; }

    /// <summary>How long an operation may take before it fails.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Joins a group over Gloo, for tensors in host memory. Returns when all ranks have joined.</summary>
    /// <param name="store">Where the ranks meet; one store serves one group, unless its other keys are kept apart.</param>
    /// <param name="rank">This rank, from 0.</param>
    /// <param name="size">How many ranks there are.</param>
    /// <param name="timeout">How long to wait for the others, now (within the store's time-out too) and in every operation.</param>
    /// <param name="address">Address or name of this machine's interface for the traffic; loopback by default.</param>
    /// <exception cref="DistributedTimeoutException">A rank did not come.</exception>
    /// <exception cref="DistributedException">An address is of no use, or a rank hung up.</exception>
    /// <exception cref="TorchUnsupportedException">This build has no Gloo.</exception>
    public static ProcessGroup Gloo(Store store, int rank, int size, TimeSpan timeout, string address = "127.0.0.1")
    {
        CheckRank(store, rank, size);
        ArgumentException.ThrowIfNullOrEmpty(address);
        var started = Stopwatch.GetTimestamp();
        var code = NativeMethods.cos_group_gloo(store.Handle, rank, size, DistributedFault.Milliseconds(timeout), address, out var made);
        DistributedFault.Check(code, $"joining a group of {size} over {address}", rank, started, timeout);
        return new ProcessGroup(made, "gloo", rank, size, timeout);
    }

    /// <summary>Joins a group over NCCL, for tensors in GPU memory; each rank uses its thread's current device.</summary>
    /// <param name="store">Where the ranks meet; must live as long as the group.</param>
    /// <param name="rank">This rank, from 0.</param>
    /// <param name="size">How many ranks there are.</param>
    /// <param name="timeout">How long an operation may take. NCCL checks it in the background.</param>
    /// <exception cref="DistributedException">A rank hung up.</exception>
    /// <exception cref="TorchUnsupportedException">This build has no NCCL.</exception>
    public static ProcessGroup Nccl(Store store, int rank, int size, TimeSpan timeout)
    {
        CheckRank(store, rank, size);
        var started = Stopwatch.GetTimestamp();
        var code = NativeMethods.cos_group_nccl(store.Handle, rank, size, DistributedFault.Milliseconds(timeout), out var made);
        DistributedFault.Check(code, $"joining a group of {size}", rank, started, timeout);
        return new ProcessGroup(made, "nccl", rank, size, timeout);
    }

    /// <summary>Leaves the group. Waits for operations under way, at longest until they time out.</summary>
    public void Dispose() => _handle.Dispose();

    private static void CheckRank(Store store, int rank, int size)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (size < 1 || rank < 0 || rank >= size)
        {
            throw new ArgumentOutOfRangeException(nameof(rank), rank, $"A rank is 0 to size - 1; the size is {size} and must be at least 1.");
        }
    }

    private void CheckPeer(int peer, string parameter, bool other)
    {
        if (peer < 0 || peer >= Size || (other && peer == Rank))
        {
            throw new ArgumentOutOfRangeException(parameter, peer,
                $"A group of {Size} has the ranks 0 to {Size - 1}{(other ? $", and this is rank {Rank}: a rank cannot exchange with itself" : string.Empty)}.");
        }
    }

    private Work Started(int code, nint made, string operation, long started, bool noticesItsEnd = true)
    {
        DistributedFault.Check(code, operation, Rank, started, Timeout);
        return new Work(made, operation, Rank, Timeout, started, noticesItsEnd);
    }
}
