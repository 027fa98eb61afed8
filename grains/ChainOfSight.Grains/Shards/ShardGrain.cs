using ChainOfSight.Data.Quarantine;
using ChainOfSight.Grains.Contracts.Shards;
using ChainOfSight.Storage;
using ChainOfSight.Training.Runs;

namespace ChainOfSight.Grains.Shards;

/// <inheritdoc cref="IShard"/>
/// <remarks>The run's ledger in the store is the truth, entered first; what a lost message withheld is read from there when this grain begins.</remarks>
public sealed class ShardGrain([PersistentState("ledger")] IPersistentState<ShardState> ledger, IBlobStore store) : Grain, IShard
{
    private (string Run, string Source, string Shard) Place => this.GetPrimaryKeyString().Split('/', 3) is [var run, var source, var shard] ? (run, source, shard) : ("", "", "");

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var (run, source, shard) = Place;
        var known = await QuarantineLedgerFile.LoadAsync(store, RunFiles.Quarantine(run), cancellationToken);
        Enter([.. known.Entries.Where(entry => entry.Source == source && entry.Shard == shard).Select(QuarantinedSamples.Of)]);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<QuarantinedSample>> Quarantine(IReadOnlyList<QuarantinedSample> samples)
    {
        var fresh = Enter(samples);
        if (fresh.Count > 0)
        {
            await ledger.WriteStateAsync();
        }

        return fresh;
    }

    /// <inheritdoc/>
    public Task<ShardView> Status()
    {
        var (_, source, shard) = Place;
        return Task.FromResult(new ShardView { Source = source, Shard = shard, Quarantined = ledger.State.Quarantined });
    }

    private IReadOnlyList<QuarantinedSample> Enter(IReadOnlyList<QuarantinedSample> samples)
    {
        var fresh = ledger.State.Fresh(samples);
        if (fresh.Count > 0)
        {
            ledger.State = new ShardState { Quarantined = [.. ledger.State.Quarantined, .. fresh] };
        }

        return fresh;
    }
}
