namespace ChainOfSight.Tests.Actors.Grains;

/// <summary>What a call may meet after the death of the silo that had its grain.</summary>
internal static class AfterDeath
{
    /// <summary>The first call is answered: the death that the cluster knows of is known to its clients.</summary>
    public static Task<T> AskAsync<T>(Func<Task<T>> call) => call().OrDeadlock();
}
