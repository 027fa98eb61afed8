namespace ChainOfSight.Training.Elastic;

/// <summary>Gives pooled arrays back once the last of their readers is done. A reader that never says so costs the pool an array and nothing else.</summary>
/// <param name="pool">Where they go.</param>
/// <param name="arrays">The arrays.</param>
/// <param name="readers">How many say that they are done.</param>
internal sealed class PayloadLease(PayloadPool pool, IReadOnlyList<byte[]> arrays, int readers)
{
    private int left = readers;

    /// <summary>One reader is done.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref left) == 0)
        {
            foreach (var array in arrays)
            {
                pool.Return(array);
            }
        }
    }
}
