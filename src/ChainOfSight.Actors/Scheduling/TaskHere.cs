namespace ChainOfSight.Actors.Scheduling;

/// <summary>Keeps combinators of tasks on the caller's scheduler.</summary>
internal static class TaskHere
{
    /// <summary>
    /// The same outcome, ending on the scheduler of the caller. For <c>WaitAsync</c> and <c>WhenAll</c> over a completion source with asynchronous
    /// continuations: over its own task they continue on the thread pool, outside of turns and of a simulation.
    /// </summary>
    public static async Task Here(this Task task) => await task;
}
