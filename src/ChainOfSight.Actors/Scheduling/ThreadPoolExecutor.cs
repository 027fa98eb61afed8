namespace ChainOfSight.Actors.Scheduling;

/// <summary>Executes on the thread pool: the executor of production.</summary>
public sealed class ThreadPoolExecutor : IWorkExecutor
{
    /// <summary>The one instance.</summary>
    public static ThreadPoolExecutor Instance { get; } = new();

    /// <inheritdoc/>
    public void Execute(IThreadPoolWorkItem work) => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: true);
}
