namespace ChainOfSight.Training.Elastic;

/// <summary>
/// Arrays for payloads by exact length: those of a stage are the same at every step, so none is made once each was needed. Safe for many threads.
/// An array that is never given back is left to the garbage collector.
/// </summary>
internal sealed class PayloadPool
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, Stack<byte[]>> idle = [];
    private long made;

    /// <summary>Arrays made so far.</summary>
    public long Made => Interlocked.Read(ref made);

    /// <summary>An array whose content is anything.</summary>
    public byte[] Rent(int length)
    {
        if (TryRent(length) is { } array)
        {
            return array;
        }

        Interlocked.Increment(ref made);
        return GC.AllocateUninitializedArray<byte>(length);
    }

    /// <summary>An array that lies here; null where there is none.</summary>
    public byte[]? TryRent(int length)
    {
        lock (gate)
        {
            return idle.TryGetValue(length, out var arrays) && arrays.TryPop(out var array) ? array : null;
        }
    }

    /// <summary>Gives back an array that nobody reads any more.</summary>
    public void Return(byte[] array)
    {
        lock (gate)
        {
            if (!idle.TryGetValue(array.Length, out var arrays))
            {
                idle[array.Length] = arrays = new Stack<byte[]>();
            }

            arrays.Push(array);
        }
    }

    /// <summary>Lets go of what lies here: the next stage has other lengths.</summary>
    public void Clear()
    {
        lock (gate)
        {
            idle.Clear();
        }
    }
}
