namespace ChainOfSight.Grains;

/// <summary>Changes of grain state that happen in the store or not at all.</summary>
internal static class StateChange
{
    /// <summary>
    /// Writes a new state. Where that fails the old one stays in memory too: who calls again would otherwise be told that all is done, with nothing in the store.
    /// </summary>
    public static async Task ChangeAsync<T>(this IPersistentState<T> kept, T next)
    {
        var before = kept.State;
        kept.State = next;
        try
        {
            await kept.WriteStateAsync();
        }
        catch
        {
            kept.State = before;
            throw;
        }
    }
}
