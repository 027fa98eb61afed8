using System.Runtime.InteropServices;

namespace ChainOfSight.Tensors.Collectives;

/// <summary>The few calls of CUDA's runtime that a group needs: a stream of its own, and events that order it with the stream of the tensors.</summary>
internal sealed unsafe class CudaCalls(Func<string, nint> find)
{
    private const int NotReady = 600;
    private const uint NonBlockingStream = 1;
    private const uint EventWithoutTiming = 2;
    private readonly delegate* unmanaged<int, int> setDevice = (delegate* unmanaged<int, int>)find("cudaSetDevice");
    private readonly delegate* unmanaged<nint*, uint, int> streamCreate = (delegate* unmanaged<nint*, uint, int>)find("cudaStreamCreateWithFlags");
    private readonly delegate* unmanaged<nint, int> streamDestroy = (delegate* unmanaged<nint, int>)find("cudaStreamDestroy");
    private readonly delegate* unmanaged<nint*, uint, int> eventCreate = (delegate* unmanaged<nint*, uint, int>)find("cudaEventCreateWithFlags");
    private readonly delegate* unmanaged<nint, nint, int> eventRecord = (delegate* unmanaged<nint, nint, int>)find("cudaEventRecord");
    private readonly delegate* unmanaged<nint, int> eventQuery = (delegate* unmanaged<nint, int>)find("cudaEventQuery");
    private readonly delegate* unmanaged<nint, int> eventDestroy = (delegate* unmanaged<nint, int>)find("cudaEventDestroy");
    private readonly delegate* unmanaged<nint, nint, uint, int> streamWait = (delegate* unmanaged<nint, nint, uint, int>)find("cudaStreamWaitEvent");
    private readonly delegate* unmanaged<int, nint> errorText = (delegate* unmanaged<int, nint>)find("cudaGetErrorString");

    /// <summary>Makes a GPU this thread's.</summary>
    public void Use(int device) => Check(setDevice(device), "cudaSetDevice");

    /// <summary>A new stream, which does not wait for the one of the tensors.</summary>
    public nint NewStream()
    {
        nint made;
        Check(streamCreate(&made, NonBlockingStream), "cudaStreamCreateWithFlags");
        return made;
    }

    /// <summary>A new event.</summary>
    public nint NewEvent()
    {
        nint made;
        Check(eventCreate(&made, EventWithoutTiming), "cudaEventCreateWithFlags");
        return made;
    }

    /// <summary>Lets a stream wait for an event.</summary>
    public void Await(nint stream, nint mark) => Check(streamWait(stream, mark, 0), "cudaStreamWaitEvent");

    /// <summary>Lets an event happen when a stream has done what it was told until now.</summary>
    public void Mark(nint mark, nint stream) => Check(eventRecord(mark, stream), "cudaEventRecord");

    /// <summary>Whether an event has happened.</summary>
    public bool Happened(nint mark)
    {
        var code = eventQuery(mark);
        if (code == NotReady)
        {
            return false;
        }

        Check(code, "cudaEventQuery");
        return true;
    }

    /// <summary>Gives events back. Faults are of no interest any more.</summary>
    public void Release(params ReadOnlySpan<nint> marks)
    {
        foreach (var mark in marks)
        {
            _ = eventDestroy(mark);
        }
    }

    /// <summary>Gives a stream back. Faults are of no interest any more.</summary>
    public void ReleaseStream(nint stream) => _ = streamDestroy(stream);

    private void Check(int code, string call)
    {
        if (code != 0)
        {
            throw new DeviceCollectiveException($"{call} failed: {Marshal.PtrToStringUTF8(errorText(code))} (CUDA error {code}).");
        }
    }
}
