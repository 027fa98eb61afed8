namespace ChainOfSight.Actors;

/// <summary>
/// The table by which a cluster agrees on who belongs to it. Every change of a row moves the table's version by compare-and-swap,
/// so that all members see the same changes in the same order.
/// </summary>
/// <remarks>
/// The names without a token are Orleans' older ones. Each method has a body that calls its twin: implement one of the two, by preference
/// the one with the token.
/// </remarks>
public interface IMembershipTable
{
    /// <summary>Makes the table usable; called before all other methods.</summary>
    /// <param name="tryInitTableVersion">Whether to create the table where there is none.</param>
    [Obsolete("Use InitializeMembershipTableAsync instead.")]
    Task InitializeMembershipTable(bool tryInitTableVersion) => InitializeMembershipTableAsync(tryInitTableVersion, CancellationToken.None);

    /// <summary>Deletes all rows of a cluster.</summary>
    /// <param name="clusterId">The cluster.</param>
    [Obsolete("Use DeleteMembershipTableEntriesAsync instead.")]
    Task DeleteMembershipTableEntries(string clusterId) => DeleteMembershipTableEntriesAsync(clusterId, CancellationToken.None);

    /// <summary>Deletes dead rows that are older than a date.</summary>
    /// <param name="beforeDate">Rows last alive before this go.</param>
    [Obsolete("Use CleanupDefunctSiloEntriesAsync instead.")]
    Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => CleanupDefunctSiloEntriesAsync(beforeDate, CancellationToken.None);

    /// <summary>Reads one row with the table's version of the same moment.</summary>
    /// <param name="key">The silo.</param>
    [Obsolete("Use ReadRowAsync instead.")]
    Task<MembershipTableData> ReadRow(SiloAddress key) => ReadRowAsync(key, CancellationToken.None);

    /// <summary>Reads all rows with the table's version of the same moment.</summary>
    [Obsolete("Use ReadAllAsync instead.")]
    Task<MembershipTableData> ReadAll() => ReadAllAsync(CancellationToken.None);

    /// <summary>Adds a row and moves the table's version, both or neither.</summary>
    /// <param name="entry">The new row.</param>
    /// <param name="tableVersion">The new version with the ETag that the table must have.</param>
    /// <returns>False where the silo has a row already or the table has changed.</returns>
    [Obsolete("Use InsertRowAsync instead.")]
    Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => InsertRowAsync(entry, tableVersion, CancellationToken.None);

    /// <summary>Replaces a row and moves the table's version, both or neither.</summary>
    /// <param name="entry">The row as it shall be.</param>
    /// <param name="etag">The ETag that the row must have.</param>
    /// <param name="tableVersion">The new version with the ETag that the table must have.</param>
    /// <returns>False where there is no such row, or the row or the table has changed.</returns>
    [Obsolete("Use UpdateRowAsync instead.")]
    Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => UpdateRowAsync(entry, etag, tableVersion, CancellationToken.None);

    /// <summary>Writes only the time at which a silo last said that it lives; checks no ETag and leaves the table's version alone.</summary>
    /// <param name="entry">Address and time; nothing else is read.</param>
    [Obsolete("Use UpdateIAmAliveAsync instead.")]
    Task UpdateIAmAlive(MembershipEntry entry) => UpdateIAmAliveAsync(entry, CancellationToken.None);

#pragma warning disable CS0618 // Each twin calls the other, so that an implementation needs only one of them.
    /// <inheritdoc cref="InitializeMembershipTable" />
    /// <param name="tryInitTableVersion">Whether to create the table where there is none.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken = default) =>
        InitializeMembershipTable(tryInitTableVersion).WaitAsync(cancellationToken);

    /// <inheritdoc cref="DeleteMembershipTableEntries" />
    /// <param name="clusterId">The cluster.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken = default) =>
        DeleteMembershipTableEntries(clusterId).WaitAsync(cancellationToken);

    /// <inheritdoc cref="CleanupDefunctSiloEntries" />
    /// <param name="beforeDate">Rows last alive before this go.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task CleanupDefunctSiloEntriesAsync(DateTimeOffset beforeDate, CancellationToken cancellationToken = default) =>
        CleanupDefunctSiloEntries(beforeDate).WaitAsync(cancellationToken);

    /// <inheritdoc cref="ReadRow" />
    /// <param name="key">The silo.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken = default) =>
        ReadRow(key).WaitAsync(cancellationToken);

    /// <inheritdoc cref="ReadAll" />
    /// <param name="cancellationToken">Stops the call.</param>
    Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken = default) => ReadAll().WaitAsync(cancellationToken);

    /// <inheritdoc cref="InsertRow" />
    /// <param name="entry">The new row.</param>
    /// <param name="tableVersion">The new version with the ETag that the table must have.</param>
    /// <param name="cancellationToken">Stops the call; the row may have been written nevertheless.</param>
    Task<bool> InsertRowAsync(MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken = default) =>
        InsertRow(entry, tableVersion).WaitAsync(cancellationToken);

    /// <inheritdoc cref="UpdateRow" />
    /// <param name="entry">The row as it shall be.</param>
    /// <param name="etag">The ETag that the row must have.</param>
    /// <param name="tableVersion">The new version with the ETag that the table must have.</param>
    /// <param name="cancellationToken">Stops the call; the row may have been written nevertheless.</param>
    Task<bool> UpdateRowAsync(MembershipEntry entry, string etag, TableVersion tableVersion, CancellationToken cancellationToken = default) =>
        UpdateRow(entry, etag, tableVersion).WaitAsync(cancellationToken);

    /// <inheritdoc cref="UpdateIAmAlive" />
    /// <param name="entry">Address and time; nothing else is read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken = default) =>
        UpdateIAmAlive(entry).WaitAsync(cancellationToken);
#pragma warning restore CS0618
}
