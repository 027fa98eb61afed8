namespace ChainOfSight.Actors.Scheduling;

/// <summary>
/// Where everything of a silo executes: turns of grains and the runtime's own work. In production the thread pool; in a simulation one
/// thread that picks the next work item by seed. With a <see cref="TimeProvider"/> and an <see cref="Transport.ITransport"/> of the same
/// kind a whole cluster then runs in one thread, in virtual time, and again the same for the same seed.
/// </summary>
/// <remarks>
/// An item may be queued from any thread and from inside of another item. It must not run inside of <see cref="Execute"/>. Each call
/// of <see cref="IThreadPoolWorkItem.Execute"/> runs at most <c>TurnBudget</c> turns of one grain and queues itself again if more are waiting.
/// </remarks>
public interface IWorkExecutor
{
    /// <summary>Queues an item; it runs once, soon, without the caller's execution context.</summary>
    void Execute(IThreadPoolWorkItem work);
}
