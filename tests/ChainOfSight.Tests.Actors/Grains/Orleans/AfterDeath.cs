using Orleans.Runtime.Messaging;

namespace ChainOfSight.Tests.Actors.Grains;

/// <summary>What a call may meet after the death of the silo that had its grain.</summary>
internal static class AfterDeath
{
    /// <summary>The way over a gateway that is gone may be tried once more; a client asks again.</summary>
    public static async Task<T> AskAsync<T>(Func<Task<T>> call)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await call().OrDeadlock();
            }
            catch (Exception e) when (tries < 20 && e is ConnectionFailedException or OrleansMessageRejectionException or SiloUnavailableException)
            {
                await Task.Yield();
            }
        }
    }
}
