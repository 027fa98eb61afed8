using ChainOfSight.Training.Steps;

namespace ChainOfSight.Training.Stages;

/// <summary>
/// A copy of a stage's state that is made beside training. Between two updates nothing changes the state, so only the next update has to wait, and
/// only for what is left of the copy by then; the lane takes part in that.
/// </summary>
/// <remarks>Begun and finished on the lane's thread. What is not in host memory as f32 is copied at once.</remarks>
internal sealed class StateCopy
{
    private const int Piece = 4 << 20;
    private readonly List<(Tensor From, Memory<byte> Into, int Start, int Length)> pieces = [];
    private readonly List<Tensor> sources = [];
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider time;
    private int next = -1;
    private int left;
    private long stalled;

    private StateCopy(IReadOnlyList<HostBuffer> buffers, TimeProvider time) => (Buffers, this.time) = (buffers, time);

    /// <summary>Where it is copied to.</summary>
    public IReadOnlyList<HostBuffer> Buffers { get; }

    /// <summary>Ends when every byte is there.</summary>
    public Task Done => done.Task;

    /// <summary>Time in which the lane did nothing but copy.</summary>
    public TimeSpan Stalled => TimeSpan.FromTicks(Interlocked.Read(ref stalled));

    /// <summary>Begins a copy.</summary>
    /// <param name="parts">The state; none of it may change before the copy is finished.</param>
    /// <param name="buffers">Memory for each part, in the same order.</param>
    /// <param name="time">Clock for <see cref="Stalled"/>.</param>
    public static StateCopy Begin(IReadOnlyList<StatePart> parts, IReadOnlyList<HostBuffer> buffers, TimeProvider time)
    {
        var begun = time.GetTimestamp();
        var copy = new StateCopy(buffers, time);
        using (NewDisposeScope())
        {
            for (var i = 0; i < parts.Count; i++)
            {
                copy.Add(parts[i].Value, buffers[i]);
            }
        }

        copy.left = copy.pieces.Count;
        copy.Stall(begun);
        if (copy.left == 0)
        {
            copy.done.SetResult();
        }
        else
        {
            _ = Task.Run(copy.Work);
        }

        return copy;
    }

    /// <summary>Copies what is left and returns when all is there. On the lane's thread, before anything changes the state.</summary>
    public void Finish()
    {
        if (!done.Task.IsCompleted)
        {
            var begun = time.GetTimestamp();
            Work();

            // The other thread has one piece at most.
            done.Task.GetAwaiter().GetResult();
            Stall(begun);
        }
    }

    private void Add(Tensor value, HostBuffer buffer)
    {
        var source = value.detach();
        if (source.dtype != ScalarType.Float32 || source.device.type != DeviceType.CPU || !source.is_contiguous())
        {
            var host = (source.dtype == ScalarType.Int64 ? source : source.to(ScalarType.Float32)).cpu().contiguous();
            host.bytes.CopyTo(buffer.Memory.Span);
            return;
        }

        sources.Add(source.DetachFromDisposeScope());
        for (var start = 0; start < buffer.Memory.Length; start += Piece)
        {
            pieces.Add((source, buffer.Memory, start, Math.Min(Piece, buffer.Memory.Length - start)));
        }
    }

    private void Work()
    {
        try
        {
            for (var i = Interlocked.Increment(ref next); i < pieces.Count; i = Interlocked.Increment(ref next))
            {
                var (from, into, start, length) = pieces[i];
                from.bytes.Slice(start, length).CopyTo(into.Span[start..]);
                if (Interlocked.Decrement(ref left) == 0)
                {
                    sources.ForEach(source => source.Dispose());
                    done.SetResult();
                }
            }
        }
#pragma warning disable CA1031 // whoever waits for the copy gets it
        catch (Exception e)
#pragma warning restore CA1031
        {
            done.TrySetException(e);
        }
    }

    private void Stall(long begun) => Interlocked.Add(ref stalled, time.GetElapsedTime(begun).Ticks);
}
