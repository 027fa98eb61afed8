namespace ChainOfSight.Tests.Cluster.Protocol;

/// <summary>One thread, virtual time, an order fixed by the seed: everything that happens in a simulation goes through here.</summary>
public sealed class VirtualLoop
{
    private readonly PriorityQueue<Action, (long At, long Order)> due = new();
    private long order;

    /// <summary>Virtual time in ticks of 100 ns.</summary>
    public long Now { get; private set; }

    public void After(TimeSpan delay, Action action) => due.Enqueue(action, (Now + Math.Max(0, delay.Ticks), order++));

    /// <summary>Runs until a condition holds, or virtual time is over.</summary>
    public bool RunUntil(Func<bool> isDone, TimeSpan limit)
    {
        while (!isDone())
        {
            if (!due.TryDequeue(out var action, out var when) || when.At > limit.Ticks)
            {
                return false;
            }

            Now = Math.Max(Now, when.At);
            action();
        }

        return true;
    }
}
