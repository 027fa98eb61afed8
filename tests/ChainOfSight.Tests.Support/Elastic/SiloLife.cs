namespace ChainOfSight.Tests.Support.Elastic;

/// <summary>Whether a silo lives, stands still or is dead, for what it does outside of its grains: lanes and the store.</summary>
/// <param name="name">The silo.</param>
/// <param name="met">Told of each moment.</param>
internal sealed class SiloLife(string name, Func<ClusterPoint, Task>? met)
{
    private volatile TaskCompletionSource? thawed;
    private volatile bool isDead;

    /// <summary>Ends it: nothing of it goes on.</summary>
    public void Kill()
    {
        isDead = true;
        Thaw();
    }

    /// <summary>Lets it stand still.</summary>
    public void Freeze() => thawed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets it go on.</summary>
    public void Thaw() => Interlocked.Exchange(ref thawed, null)?.TrySetResult();

    /// <summary>Passes a moment; throws in a dead silo, waits in a frozen one.</summary>
    public Task PassAsync(string what, int stage, long step, string blob = "")
    {
        RequireAlive();
        return met is null && thawed is null ? Task.CompletedTask : SlowlyAsync(new ClusterPoint(name, what, stage, step, blob));
    }

    /// <summary>Throws in a dead silo.</summary>
    public void RequireAlive() => ObjectDisposedException.ThrowIf(isDead, this);

    private async Task SlowlyAsync(ClusterPoint point)
    {
        if (met is not null && thawed is null)
        {
            await met(point);
        }

        while (thawed is { } frozen)
        {
            await frozen.Task;
        }

        RequireAlive();
    }
}
