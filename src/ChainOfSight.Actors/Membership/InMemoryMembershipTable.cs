using System.Globalization;

namespace ChainOfSight.Actors.Membership;

/// <summary>The membership table of silos in one process; forgets when the process ends.</summary>
public sealed class InMemoryMembershipTable : IMembershipTable
{
    private readonly Lock gate = new();
    private readonly Dictionary<SiloAddress, (MembershipEntry Entry, string ETag)> rows = [];
    private int version;
    private long writes;

    /// <inheritdoc />
    public Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <inheritdoc />
    public Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            rows.Clear();
            writes++;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task CleanupDefunctSiloEntriesAsync(DateTimeOffset beforeDate, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            var old = rows.Values.Select(row => row.Entry).Where(entry => entry.Status == SiloStatus.Dead && LastChange(entry) < beforeDate.UtcDateTime).ToList();
            old.ForEach(entry => rows.Remove(entry.SiloAddress));
            if (old.Count > 0)
            {
                version++;
                writes++;
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            return Task.FromResult(rows.TryGetValue(key, out var row)
                ? new MembershipTableData(Tuple.Create(row.Entry.Copy(), row.ETag), Version())
                : new MembershipTableData(Version()));
        }
    }

    /// <summary>All rows at this moment.</summary>
    public MembershipTableData Snapshot()
    {
        lock (gate)
        {
            return new MembershipTableData([.. rows.Values.Select(row => Tuple.Create(row.Entry.Copy(), row.ETag))], Version());
        }
    }

    /// <inheritdoc />
    public Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken = default) => Task.FromResult(Snapshot());

    /// <inheritdoc />
    public Task<bool> InsertRowAsync(MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            return Task.FromResult(!rows.ContainsKey(entry.SiloAddress) && TryWrite(entry, tableVersion));
        }
    }

    /// <inheritdoc />
    public Task<bool> UpdateRowAsync(MembershipEntry entry, string etag, TableVersion tableVersion, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            return Task.FromResult(rows.TryGetValue(entry.SiloAddress, out var row) && row.ETag == etag && TryWrite(entry, tableVersion));
        }
    }

    /// <inheritdoc />
    public Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            if (rows.TryGetValue(entry.SiloAddress, out var row))
            {
                row.Entry.IAmAliveTime = entry.IAmAliveTime;
            }
        }

        return Task.CompletedTask;
    }

    private static DateTime LastChange(MembershipEntry entry) =>
        new[] { entry.StartTime, entry.IAmAliveTime }.Concat(entry.SuspectTimes?.Select(vote => vote.Item2) ?? []).Max();

    private TableVersion Version() => new(version, writes.ToString(CultureInfo.InvariantCulture));

    private bool TryWrite(MembershipEntry entry, TableVersion next)
    {
        if (next.VersionEtag != Version().VersionEtag)
        {
            return false;
        }

        version = next.Version;
        rows[entry.SiloAddress] = (entry.Copy(), (++writes).ToString(CultureInfo.InvariantCulture));
        return true;
    }
}
