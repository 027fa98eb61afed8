using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch.Devices;

/// <summary>A queue of work of a GPU; work of several queues runs at the same time.</summary>
public sealed class CudaStream : IDisposable
{
    private nint _stream;

    /// <summary>Takes a queue from libtorch's pool.</summary>
    /// <param name="device">Whose.</param>
    /// <param name="highPriority">Whether it goes before others.</param>
    /// <exception cref="TorchUnsupportedException">No CUDA.</exception>
    public CudaStream(CudaDevice device, bool highPriority = false)
    {
        ArgumentNullException.ThrowIfNull(device);
        Fault.Check(NativeMethods.cos_cuda_stream_new(device.Index, highPriority ? 1 : 0, out _stream));
    }

    private CudaStream(nint stream) => _stream = stream;

    /// <summary>Sends this thread's work to the queue.</summary>
    /// <returns>The queue before, to go back to.</returns>
    public CudaStream Use()
    {
        Fault.Check(NativeMethods.cos_cuda_stream_use(Live, out var previous));
        return new CudaStream(previous);
    }

    /// <summary>Waits here until the queue is empty.</summary>
    public void Synchronize() => Fault.Check(NativeMethods.cos_cuda_stream_synchronize(Live));

    /// <summary>Lets the queue wait for what is in another one now, without stopping this thread.</summary>
    /// <param name="other">The other queue.</param>
    public void WaitFor(CudaStream other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Fault.Check(NativeMethods.cos_cuda_stream_wait(Live, other.Live));
    }

    /// <summary>Gives the queue back.</summary>
    public void Dispose()
    {
        var stream = Interlocked.Exchange(ref _stream, 0);
        if (stream != 0)
        {
            Fault.Check(NativeMethods.cos_cuda_stream_free(stream));
        }
    }

    private nint Live
    {
        get
        {
            ObjectDisposedException.ThrowIf(_stream == 0, this);
            return _stream;
        }
    }
}
