using System.Diagnostics;
using ChainOfSight.Torch.Door;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Torch.Distributed;

public sealed partial class ProcessGroup
{
    /// <summary>Replaces the tensor, on every rank, by the reduction of all ranks' tensors.</summary>
    /// <param name="tensor">Input and output; any number type but bool.</param>
    /// <param name="op">The reduction.</param>
    /// <exception cref="DistributedException">It failed or took too long.</exception>
    public void AllReduce(Tensor tensor, ReduceOp op = ReduceOp.Sum) => Finish(StartAllReduce(tensor, op));

    /// <summary>Starts <see cref="AllReduce"/>.</summary>
    /// <param name="tensor">Input and output; not to be touched until the work was waited for.</param>
    /// <param name="op">The reduction.</param>
    public Work StartAllReduce(Tensor tensor, ReduceOp op = ReduceOp.Sum)
    {
        var started = Stopwatch.GetTimestamp();
        var code = NativeMethods.cos_group_all_reduce(_handle, tensor.Handle, (int)op, out var made);
        GC.KeepAlive(tensor);
        return Started(code, made, "all-reduce", started);
    }

    /// <summary>Replaces the tensor, on every rank, by that of one rank.</summary>
    /// <param name="tensor">Input on that rank, output on the others; any type.</param>
    /// <param name="root">The rank that gives.</param>
    /// <exception cref="DistributedException">It failed or took too long.</exception>
    public void Broadcast(Tensor tensor, int root) => Finish(StartBroadcast(tensor, root));

    /// <summary>Starts <see cref="Broadcast"/>.</summary>
    /// <param name="tensor">Input or output; not to be touched until the work was waited for.</param>
    /// <param name="root">The rank that gives.</param>
    public Work StartBroadcast(Tensor tensor, int root)
    {
        CheckPeer(root, nameof(root), other: false);
        var started = Stopwatch.GetTimestamp();
        var code = NativeMethods.cos_group_broadcast(_handle, tensor.Handle, root, out var made);
        GC.KeepAlive(tensor);
        return Started(code, made, "broadcast", started);
    }

    /// <summary>Gives every rank the tensors of all ranks.</summary>
    /// <param name="outputs">One per rank, of the input's shape and type; written.</param>
    /// <param name="input">This rank's tensor; any type.</param>
    /// <exception cref="ArgumentException">Outputs of another number, shape or type.</exception>
    /// <exception cref="DistributedException">It failed or took too long.</exception>
    public void AllGather(IReadOnlyList<Tensor> outputs, Tensor input) => Finish(StartAllGather(outputs, input));

    /// <summary>Starts <see cref="AllGather"/>.</summary>
    /// <param name="outputs">One per rank; not to be touched until the work was waited for.</param>
    /// <param name="input">This rank's tensor.</param>
    public unsafe Work StartAllGather(IReadOnlyList<Tensor> outputs, Tensor input)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        var shape = input.shape;
        var type = input.dtype;
        if (outputs.Count != Size || outputs.Any(output => output.dtype != type || !output.shape.AsSpan().SequenceEqual(shape)))
        {
            throw new ArgumentException(
                $"A group of {Size} needs {Size} outputs of the input's shape [{string.Join(", ", shape)}] and type {type}; got {outputs.Count}: "
                + string.Join("; ", outputs.Select(output => output.ToString())), nameof(outputs));
        }

        var handles = stackalloc nint[Size];
        for (var i = 0; i < Size; i++)
        {
            handles[i] = outputs[i].Handle;
        }

        var started = Stopwatch.GetTimestamp();
        var code = NativeMethods.cos_group_all_gather(_handle, input.Handle, handles, Size, out var made);
        GC.KeepAlive(input);
        GC.KeepAlive(outputs);
        return Started(code, made, "all-gather", started);
    }

    /// <summary>Returns when all ranks have called it.</summary>
    /// <exception cref="DistributedException">It failed or took too long.</exception>
    public void Barrier() => Finish(StartBarrier());

    /// <summary>Starts <see cref="Barrier"/>; the work ends when all ranks have called it.</summary>
    public Work StartBarrier()
    {
        var started = Stopwatch.GetTimestamp();
        return Started(NativeMethods.cos_group_barrier(_handle, out var made), made, "barrier", started);
    }

    /// <summary>Sends a tensor to one rank, which receives it with the same tag.</summary>
    /// <param name="tensor">Any type.</param>
    /// <param name="to">The other rank.</param>
    /// <param name="tag">Tells apart what the same two ranks exchange at once.</param>
    /// <exception cref="DistributedException">It failed or took too long.</exception>
    public void Send(Tensor tensor, int to, int tag = 0) => Finish(StartSend(tensor, to, tag));

    /// <summary>Starts <see cref="Send"/>. Costs a thread until it ends: Gloo notices the end only for somebody who waits.</summary>
    /// <param name="tensor">Not to be touched until the work was waited for.</param>
    /// <param name="to">The other rank.</param>
    /// <param name="tag">Tells apart what the same two ranks exchange at once.</param>
    public Work StartSend(Tensor tensor, int to, int tag = 0)
    {
        CheckPeer(to, nameof(to), other: true);
        ArgumentOutOfRangeException.ThrowIfNegative(tag);
        var started = Stopwatch.GetTimestamp();
        var code = NativeMethods.cos_group_send(_handle, tensor.Handle, to, tag, out var made);
        GC.KeepAlive(tensor);
        return Started(code, made, $"send to rank {to}", started, noticesItsEnd: false);
    }

    /// <summary>Receives a tensor that one rank sends with the same tag.</summary>
    /// <param name="tensor">Output, of the sender's shape and type.</param>
    /// <param name="from">The other rank.</param>
    /// <param name="tag">Tells apart what the same two ranks exchange at once.</param>
    /// <exception cref="DistributedException">It failed or took too long.</exception>
    public void Receive(Tensor tensor, int from, int tag = 0) => Finish(StartReceive(tensor, from, tag));

    /// <summary>Starts <see cref="Receive"/>. Costs a thread until it ends, as <see cref="StartSend"/>.</summary>
    /// <param name="tensor">Not to be touched until the work was waited for.</param>
    /// <param name="from">The other rank.</param>
    /// <param name="tag">Tells apart what the same two ranks exchange at once.</param>
    public Work StartReceive(Tensor tensor, int from, int tag = 0)
    {
        CheckPeer(from, nameof(from), other: true);
        ArgumentOutOfRangeException.ThrowIfNegative(tag);
        var started = Stopwatch.GetTimestamp();
        var code = NativeMethods.cos_group_receive(_handle, tensor.Handle, from, tag, out var made);
        GC.KeepAlive(tensor);
        return Started(code, made, $"receive from rank {from}", started, noticesItsEnd: false);
    }

    private static void Finish(Work work)
    {
        using (work)
        {
            work.Wait();
        }
    }
}
