using System.Text.Json;
using ChainOfSight.Storage;

namespace ChainOfSight.Clustering;

/// <summary>
/// The membership table in a blob store: the rows are one blob changed by compare-and-swap, signs of life are one small blob for each silo.
/// Serves the embedded runtime and Orleans alike.
/// </summary>
/// <remarks>
/// A write whose reply is lost is looked for and recognised by its id. Where it is not found the call fails and the write may still land;
/// members read the table anew before they decide, as they do after a conflict.
/// </remarks>
public sealed partial class BlobMembershipTable : IMembershipTable
{
    private const string NoTable = "none";
    private readonly IBlobStore store;
    private readonly MembershipBlobs blobs;
    private readonly WriteIds ids;
    private readonly RecognisedWrite writes;

    /// <summary>Opens the table of a cluster; touches the store at the first call only.</summary>
    /// <param name="store">Where it lives.</param>
    /// <param name="clusterId">The cluster; several may share one store.</param>
    /// <param name="ids">Names this process's writes; null for fresh ones.</param>
    public BlobMembershipTable(IBlobStore store, string clusterId, WriteIds? ids = null)
    {
        this.store = store;
        this.ids = ids ?? WriteIds.OfThisProcess();
        blobs = new MembershipBlobs(clusterId);
        writes = new RecognisedWrite(store, bytes => MembershipJson.Read(bytes).Write);
    }

    /// <inheritdoc />
    public async Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken = default)
    {
        if (tryInitTableVersion && await store.FindAsync(blobs.Table, cancellationToken) is null)
        {
            // Null means that another silo was first, which is as good.
            await WriteAsync(MembershipDocument.Empty with { Write = ids.Next() }, NoTable, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken = default)
    {
        var (table, etag) = await ReadAsync(cancellationToken);
        var rows = new List<Tuple<MembershipEntry, string>>();
        foreach (var row in table.Rows)
        {
            rows.Add(await WithSignOfLifeAsync(row, cancellationToken));
        }

        return new MembershipTableData(rows, new TableVersion(table.Version, etag));
    }

    /// <inheritdoc />
    public async Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken = default)
    {
        var (table, etag) = await ReadAsync(cancellationToken);
        var version = new TableVersion(table.Version, etag);
        return table.Find(key.ToParsableString()) is { } row
            ? new MembershipTableData(await WithSignOfLifeAsync(row, cancellationToken), version)
            : new MembershipTableData(version);
    }

    /// <inheritdoc />
    public async Task<bool> InsertRowAsync(MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken = default)
    {
        var (table, etag) = await ReadAsync(cancellationToken);
        if (etag != tableVersion.VersionEtag || table.Find(entry.SiloAddress.ToParsableString()) is not null)
        {
            return false;
        }

        var write = ids.Next();
        return await WriteAsync(new MembershipDocument(write, tableVersion.Version, [.. table.Rows, MembershipRow.Of(entry, write)]), etag, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<bool> UpdateRowAsync(MembershipEntry entry, string etag, TableVersion tableVersion, CancellationToken cancellationToken = default)
    {
        var (table, tableETag) = await ReadAsync(cancellationToken);
        if (tableETag != tableVersion.VersionEtag || table.Find(entry.SiloAddress.ToParsableString()) is not { } old || old.ETag != etag)
        {
            return false;
        }

        var write = ids.Next();
        var rows = table.Rows.Select(row => row == old ? MembershipRow.Of(entry, write) : row).ToList();
        return await WriteAsync(new MembershipDocument(write, tableVersion.Version, rows), tableETag, cancellationToken);
    }

    /// <inheritdoc />
    public Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken = default) => store.WriteAsync(
        blobs.Alive(entry.SiloAddress),
        JsonSerializer.SerializeToUtf8Bytes(new SignOfLife(entry.IAmAliveTime), MembershipJson.Default.SignOfLife),
        BlobCondition.None,
        cancellationToken);

    /// <inheritdoc />
    public async Task CleanupDefunctSiloEntriesAsync(DateTimeOffset beforeDate, CancellationToken cancellationToken = default)
    {
        var (table, etag) = await ReadAsync(cancellationToken);
        var alive = await ReadSignsOfLifeAsync(table, cancellationToken);
        var defunct = DefunctRows.Find(table, alive, beforeDate.UtcDateTime);
        if (defunct.Count == 0)
        {
            return;
        }

        // A row that goes changes what members see, so it moves the version like any other change; a conflict leaves the work to the next clean-up.
        if (await WriteAsync(new MembershipDocument(ids.Next(), table.Version + 1, [.. table.Rows.Except(defunct)]), etag, cancellationToken))
        {
            foreach (var row in defunct)
            {
                await store.DeleteAsync(blobs.Alive(SiloAddress.FromParsableString(row.Silo)), BlobCondition.None, cancellationToken);
            }
        }
    }

    /// <inheritdoc />
    public async Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken = default)
    {
        var names = new List<string>();
        await foreach (var blob in store.ListAsync(new MembershipBlobs(clusterId).Prefix, cancellationToken))
        {
            names.Add(blob.Name);
        }

        foreach (var name in names)
        {
            await store.DeleteAsync(name, BlobCondition.None, cancellationToken);
        }
    }

    private async Task<bool> WriteAsync(MembershipDocument table, string etag, CancellationToken cancellationToken)
    {
        var condition = etag == NoTable ? BlobCondition.IfAbsent : BlobCondition.IfMatch(etag);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(table, MembershipJson.Default.MembershipDocument);
        return await writes.WriteAsync(blobs.Table, bytes, table.Write, condition, cancellationToken) is not null;
    }

    private async Task<(MembershipDocument Table, string ETag)> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (bytes, properties) = await store.ReadAsync(blobs.Table, cancellationToken: cancellationToken);
            return (MembershipJson.Read(bytes), properties.ETag);
        }
        catch (BlobNotFoundException)
        {
            return (MembershipDocument.Empty, NoTable);
        }
        catch (JsonException e)
        {
            throw new UserErrorException(
                $"'{blobs.Table}' in {store.Description} is not a membership table ({e.Message}). Check that the store is the one meant; "
                + "where no silo runs, deleting that blob starts the table anew.", e);
        }
    }

    private async Task<Dictionary<string, DateTime?>> ReadSignsOfLifeAsync(MembershipDocument table, CancellationToken cancellationToken)
    {
        var alive = new Dictionary<string, DateTime?>();
        foreach (var row in table.Rows)
        {
            alive[row.Silo] = await ReadSignOfLifeAsync(SiloAddress.FromParsableString(row.Silo), cancellationToken);
        }

        return alive;
    }

    private async Task<Tuple<MembershipEntry, string>> WithSignOfLifeAsync(MembershipRow row, CancellationToken cancellationToken)
    {
        // The dead say nothing any more; reading for them would make each look at the table dearer.
        var alive = row.Status == SiloStatus.Dead ? null : await ReadSignOfLifeAsync(SiloAddress.FromParsableString(row.Silo), cancellationToken);
        return Tuple.Create(row.ToEntry(alive > row.Alive ? alive : null), row.ETag);
    }

    private async Task<DateTime?> ReadSignOfLifeAsync(SiloAddress silo, CancellationToken cancellationToken)
    {
        try
        {
            var (bytes, _) = await store.ReadAsync(blobs.Alive(silo), cancellationToken: cancellationToken);
            return JsonSerializer.Deserialize(bytes, MembershipJson.Default.SignOfLife)?.At;
        }
        catch (BlobNotFoundException)
        {
            return null;
        }
    }
}
