namespace ChainOfSight.Tensors.Collectives;

/// <summary>A communicator of NCCL with a stream of its own, so that sums run beside the backward pass.</summary>
/// <remarks>libtorch computes on the default stream of a GPU unless it is told otherwise, and nothing here tells it: stream 0 stands for the tensors.</remarks>
internal sealed class NcclGroup : IDeviceGroup
{
    private const nint Tensors = 0;
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(1);
    private readonly Lock gate = new();
    private readonly HashSet<nint> marks = [];
    private readonly NcclCalls nccl;
    private readonly CudaCalls cuda;
    private readonly int device;
    private readonly nint stream;
    private readonly nint after;
    private nint group;

    /// <summary>Begins to join; <see cref="ReadyAsync"/> ends it.</summary>
    public NcclGroup(NcclCalls nccl, CudaCalls cuda, NcclKey key, int rank, int ranks, int device)
    {
        (this.nccl, this.cuda, this.device) = (nccl, cuda, device);
        cuda.Use(device);
        stream = cuda.NewStream();
        after = cuda.NewEvent();
        group = nccl.Join(key, rank, ranks);
    }

    /// <inheritdoc/>
    public bool IsOver
    {
        get
        {
            lock (gate)
            {
                return group == 0;
            }
        }
    }

    /// <summary>Ends when the last call is done on the host.</summary>
    public Task ReadyAsync(CancellationToken cancellationToken) => UntilAsync(() => nccl.IsReady(Group), cancellationToken);

    /// <inheritdoc/>
    public nint Mark()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(group == 0, this);
            cuda.Use(device);
            var mark = cuda.NewEvent();
            marks.Add(mark);
            cuda.Mark(mark, Tensors);
            return mark;
        }
    }

    /// <inheritdoc/>
    public async Task SumAsync(nint mark, nint address, long elements, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            cuda.Use(device);
            cuda.Await(stream, mark);
            marks.Remove(mark);
            cuda.Release(mark);
            nccl.Sum(Group, address, elements, stream);
        }

        // The first sum connects the members, and may wait for one that is gone: never on the caller's thread.
        await ReadyAsync(cancellationToken).ConfigureAwait(false);
        lock (gate)
        {
            cuda.Use(device);
            cuda.Mark(after, stream);
        }
    }

    /// <inheritdoc/>
    public Task WaitAsync(CancellationToken cancellationToken) => UntilAsync(() => nccl.IsReady(Group) && cuda.Happened(after), cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            if (group != 0)
            {
                // What is done is done; what is not is of no more use to anybody. A polite end would wait for all members.
                nccl.Abort(group);
                group = 0;
                cuda.Release([after, .. marks]);
                cuda.ReleaseStream(stream);
            }
        }
    }

    private nint Group
    {
        get
        {
            ObjectDisposedException.ThrowIf(group == 0, this);
            return group;
        }
    }

    private async Task UntilAsync(Func<bool> isDone, CancellationToken cancellationToken)
    {
        try
        {
            while (!Look(isDone))
            {
                await Task.Delay(LookPeriod, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            // Kernels that wait for a member that is gone would wait for ever.
            Dispose();
            throw;
        }
    }

    private bool Look(Func<bool> isDone)
    {
        lock (gate)
        {
            cuda.Use(device);
            return isDone();
        }
    }
}
