namespace ChainOfSight.Tests.Storage.Azure;

/// <summary>Holds requests back without a clock: one goes on when another was answered, or when all that are under way are held back.</summary>
public sealed class LateRequests
{
    private readonly Lock gate = new();
    private readonly Queue<TaskCompletionSource> held = [];
    private int underWay;

    /// <summary>A request has come.</summary>
    public void Come()
    {
        lock (gate)
        {
            underWay++;
        }
    }

    /// <summary>Holds a request that has come back.</summary>
    public Task HoldAsync()
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            held.Enqueue(turn);
            ReleaseIfAllWait();
        }

        return turn.Task;
    }

    /// <summary>A request was answered.</summary>
    public void Go()
    {
        lock (gate)
        {
            underWay--;
            if (held.TryDequeue(out var turn))
            {
                turn.SetResult();
            }
        }
    }

    private void ReleaseIfAllWait()
    {
        if (held.Count == underWay)
        {
            held.Dequeue().SetResult();
        }
    }
}
