using System.Runtime.CompilerServices;

namespace ChainOfSight.Tests.Actors.Grains;

/// <summary>Guards waits of tests: a deadlock fails with the phase it was in. No time is asserted.</summary>
public static class Deadlock
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task OrDeadlock(this Task task, [CallerArgumentExpression(nameof(task))] string phase = "")
    {
        try
        {
            await task.WaitAsync(Limit);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw new TimeoutException($"Deadlock: waited {Limit.TotalSeconds} s until {phase}.");
        }
    }

    public static async Task<T> OrDeadlock<T>(this Task<T> task, [CallerArgumentExpression(nameof(task))] string phase = "")
    {
        await ((Task)task).OrDeadlock(phase);
        return await task;
    }

    public static async Task Until(Func<bool> condition, string phase)
    {
        for (var start = DateTime.UtcNow; !condition(); await Task.Yield())
        {
            if (DateTime.UtcNow - start > Limit)
            {
                throw new TimeoutException($"Deadlock: waited {Limit.TotalSeconds} s until {phase}.");
            }
        }
    }
}
