using ChainOfSight.Grains.Contracts.Shards;

namespace ChainOfSight.Grains.Shards;

/// <inheritdoc cref="IShard"/>
public sealed class ShardGrain([PersistentState("ledger")] IPersistentState<ShardState> ledger) : Grain, IShard
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<QuarantinedSample>> Quarantine(IReadOnlyList<QuarantinedSample> samples)
    {
        var fresh = ledger.State.Fresh(samples);
        if (fresh.Count > 0)
        {
            ledger.State = new ShardState { Quarantined = [.. ledger.State.Quarantined, .. fresh] };
            await ledger.WriteStateAsync();
        }

        return fresh;
    }

    /// <inheritdoc/>
    public Task<ShardView> Status()
    {
        var key = this.GetPrimaryKeyString().Split('/', 3);
        return Task.FromResult(new ShardView { Source = key.ElementAtOrDefault(1) ?? "", Shard = key.ElementAtOrDefault(2) ?? "", Quarantined = ledger.State.Quarantined });
    }
}
