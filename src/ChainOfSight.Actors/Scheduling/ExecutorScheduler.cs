namespace ChainOfSight.Actors.Scheduling;

/// <summary>
/// Runs tasks on an executor, several at a time where the executor does. Pumps and loops of the runtime start on it, so that what they
/// <c>await</c> continues on it and not on the thread pool.
/// </summary>
/// <param name="executor">Where tasks run.</param>
public sealed class ExecutorScheduler(IWorkExecutor executor) : TaskScheduler
{
    /// <summary>Starts asynchronous work that belongs to no caller: no execution context flows into it.</summary>
    /// <returns>A task that ends with the work.</returns>
    public Task Run(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (ExecutionContext.IsFlowSuppressed())
        {
            return Start(work);
        }

        using (ExecutionContext.SuppressFlow())
        {
            return Start(work);
        }
    }

    /// <inheritdoc/>
    protected override void QueueTask(Task task) => executor.Execute(new Item(this, task));

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(Current, this) && TryExecuteTask(task);

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private Task Start(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    private sealed class Item(ExecutorScheduler scheduler, Task task) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            SynchronizationContext.SetSynchronizationContext(null);
            scheduler.TryExecuteTask(task);
        }
    }
}
