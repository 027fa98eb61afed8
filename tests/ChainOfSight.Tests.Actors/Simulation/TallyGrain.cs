namespace ChainOfSight.Tests.Actors.Simulation;

/// <summary>Counts what it is told, in the store, each number once.</summary>
public sealed class TallyGrain([PersistentState("tally")] IPersistentState<Tally> tally) : Grain, ITallyGrain
{
    /// <inheritdoc/>
    public async Task<long> Add(int number)
    {
        if (!tally.State.Numbers.Contains(number))
        {
            tally.State.Numbers.Add(number);
            try
            {
                await tally.WriteStateAsync();
            }
            catch
            {
                // Whether it was written is unknown: the next activation reads what is there.
                DeactivateOnIdle();
                throw;
            }
        }

        return tally.State.Numbers.Count;
    }

    /// <inheritdoc/>
    public async Task<long> AddTo(string[] others, int number)
    {
        var counts = await Task.WhenAll(others.Select(other => GrainFactory.GetGrain<ITallyGrain>(other).Add(number)));
        return counts.Sum();
    }

    /// <inheritdoc/>
    public Task<List<int>> Numbers() => Task.FromResult(tally.State.Numbers);
}
