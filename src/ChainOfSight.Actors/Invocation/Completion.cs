namespace ChainOfSight.Actors.Invocation;

/// <summary>Turns tasks without a result into what requests return; a task that has already succeeded costs nothing.</summary>
public static class Completion
{
    /// <summary>Completes when the task does.</summary>
    public static ValueTask<Nothing> Of(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task.IsCompletedSuccessfully ? default : Wait(task);
    }

    /// <summary>Completes when the task does.</summary>
    public static ValueTask<Nothing> Of(ValueTask task) => task.IsCompletedSuccessfully ? default : Wait(task.AsTask());

    private static async ValueTask<Nothing> Wait(Task task)
    {
        await task;
        return default;
    }
}
