using System.Collections.Concurrent;
using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Runtime;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Actors.Directory;

/// <summary>Finds the silo of a grain's activation, and keeps the directory right while the view changes.</summary>
/// <param name="silo">This silo.</param>
/// <param name="logger">Takes what goes wrong.</param>
internal sealed partial class Locator(Silo silo, ILogger logger)
{
    private const int Attempts = 5;
    private const int CacheLimit = 100_000;
    private const int ReportBatch = 2_000;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FlushTime = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<GrainId, SiloAddress> _cache = new();
    private readonly Lock _order = new();
    private DirectoryRing _ring = new(ClusterView.Empty);

    public DirectoryPartition Partition { get; } = new(silo.Address, silo.Time, silo.Options.DirectorySettleTime);

    /// <summary>The silo that had the grain when it was last looked for; null if that is unknown or the silo is gone.</summary>
    public SiloAddress? Cached(GrainId grain)
    {
        if (_cache.TryGetValue(grain, out var cached))
        {
            if (silo.View.Current.Find(cached) is not null)
            {
                return cached;
            }

            Forget(grain);
        }

        return null;
    }

    public void Forget(GrainId grain) => _cache.TryRemove(grain, out _);

    public void Remember(GrainId grain, SiloAddress where)
    {
        if (_cache.Count >= CacheLimit)
        {
            _cache.Clear();
        }

        _cache[grain] = where;
    }

    /// <summary>Answers without a message if this silo keeps the entry; false if it does not.</summary>
    public bool TryFind(GrainId grain, out SiloAddress? where) => Partition.TryFind(grain, out where);

    /// <summary>The silo that has the grain; null if none has.</summary>
    public Task<SiloAddress?> Find(GrainId grain) =>
        AtOwner(grain, (partition, version) => partition.Find(grain, version));

    /// <summary>Registers an activation; returns the silo that has another one, or null.</summary>
    public Task<SiloAddress?> Register(Activation activation) => AtOwner(
        activation.GrainId,
        (partition, version) =>
        {
            lock (_order)
            {
                activation.IsInDirectory = true;
                return partition.Register(activation.GrainId, activation.ActivationId.Key, silo.Address, version);
            }
        });

    /// <summary>Removes an activation's entry. A failure is no harm: the next one to look finds nobody there and replaces it.</summary>
    public async Task Unregister(Activation activation)
    {
        try
        {
            Task removal;
            lock (_order)
            {
                activation.IsInDirectory = false;
                removal = _ring.Owner(activation.GrainId) is { } owner ? At(owner).Unregister(activation.GrainId, activation.ActivationId.Key) : Task.CompletedTask;
            }

            // Waiting requests go elsewhere after this, and a silo that leaves waits for it: a lost answer must not hold them up for as long as a call may take.
            await removal.WaitAsync(FlushTime, silo.Time);
        }
        catch (Exception failure)
        {
            LogUnregister(logger, activation.GrainId, failure);
        }
    }

    /// <summary>Follows a change of the view: tells every keeper what this silo has of its grains.</summary>
    public void Follow(ClusterView view)
    {
        var ring = new DirectoryRing(view);
        _ring = ring;
        foreach (var (grain, where) in _cache)
        {
            if (view.Find(where) is null)
            {
                Forget(grain);
            }
        }

        Partition.Follow(view, ring);
        foreach (var keeper in ring.Silos)
        {
            _ = silo.Scheduler.Run(() => Report(keeper, ring, view.Version));
        }
    }

    /// <summary>Returns when all other silos have taken in what this one has sent to them, e.g. where it forwarded their requests; or they do not answer.</summary>
    public async Task Flush(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(_ring.Silos.Where(other => !other.Equals(silo.Address)).Select(other => At(other).Flush()))
                .WaitAsync(FlushTime, silo.Time, cancellationToken);
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException or OperationCanceledException)
        {
            LogFlush(logger, failure);
        }
    }

    private async Task<SiloAddress?> AtOwner(GrainId grain, Func<IDirectoryPartition, long, Task<SiloAddress?>> ask)
    {
        for (var attempt = 1; ; attempt++)
        {
            var version = silo.View.Current.Version;
            var owner = _ring.Owner(grain) ?? silo.Address;
            try
            {
                return await ask(At(owner), version);
            }
            catch (Exception failure) when (attempt < Attempts && failure is OrleansMessageRejectionException)
            {
                // The keeper has just died or another view than we: look again.
                await Task.Delay(RetryDelay * attempt, silo.Time);
            }
        }
    }

    private async Task Report(SiloAddress keeper, DirectoryRing ring, long version)
    {
        for (var attempt = 1; silo.View.Current.Version == version; attempt++)
        {
            try
            {
                foreach (var duplicate in (await Task.WhenAll(SendReports(keeper, ring, version))).SelectMany(duplicates => duplicates))
                {
                    silo.Catalog.Find(duplicate)?.Deactivate(new(DeactivationReasonCode.DuplicateActivation, "The grain is active elsewhere."));
                }

                return;
            }
            catch (Exception failure) when (failure is OrleansException or TimeoutException)
            {
                LogReport(logger, keeper, failure);
                await Task.Delay(RetryDelay * attempt, silo.Time);
            }
        }
    }

    /// <summary>Looks and sends in one step, so that no entry that was removed meanwhile comes back by a report that overtook the removal.</summary>
    private List<Task<GrainId[]>> SendReports(SiloAddress keeper, DirectoryRing ring, long version)
    {
        lock (_order)
        {
            var mine = silo.Catalog.All.Where(activation => activation.IsInDirectory && keeper.Equals(ring.Owner(activation.GrainId)))
                .Select(activation => (activation.GrainId, activation.ActivationId.Key));
            return [.. mine.Chunk(ReportBatch).Append([]).Select(batch => At(keeper).Report(silo.Address, version, batch, batch.Length == 0))];
        }
    }

    private IDirectoryPartition At(SiloAddress keeper) =>
        keeper.Equals(silo.Address) ? Partition : silo.SystemTarget<IDirectoryPartition>(Silo.DirectoryType, keeper);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Not all silos have taken in what this one sent before it leaves.")]
    private static partial void LogFlush(ILogger logger, Exception failure);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The directory entry of {Grain} was not removed.")]
    private static partial void LogUnregister(ILogger logger, GrainId grain, Exception failure);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Keeper} did not take the report of this silo's activations; trying again.")]
    private static partial void LogReport(ILogger logger, SiloAddress keeper, Exception failure);
}
