using ChainOfSight.Actors.Membership;

namespace ChainOfSight.Actors.Simulation;

/// <summary>A machine's way to a membership table that all share, with the store's faults on it.</summary>
/// <param name="table">The table.</param>
/// <param name="calls">The faults.</param>
/// <param name="machine">Whose way.</param>
public sealed class SimulatedMembershipTable(InMemoryMembershipTable table, SimulatedStoreCalls calls, SimulatedMachine machine) : IMembershipTable
{
    /// <inheritdoc />
    public Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(machine, () => Now(table.InitializeMembershipTableAsync(tryInitTableVersion, cancellationToken)), cancellationToken);

    /// <inheritdoc />
    public Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(machine, () => Now(table.DeleteMembershipTableEntriesAsync(clusterId, cancellationToken)), cancellationToken);

    /// <inheritdoc />
    public Task CleanupDefunctSiloEntriesAsync(DateTimeOffset beforeDate, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(machine, () => Now(table.CleanupDefunctSiloEntriesAsync(beforeDate, cancellationToken)), cancellationToken);

    /// <inheritdoc />
    public Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken = default) =>
        calls.ReadAsync(machine, () => table.ReadRowAsync(key, cancellationToken).Result, cancellationToken);

    /// <inheritdoc />
    public Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken = default) =>
        calls.ReadAsync(machine, () => table.ReadAllAsync(cancellationToken).Result, cancellationToken);

    /// <inheritdoc />
    public Task<bool> InsertRowAsync(MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(machine, () => !calls.IsConflict() && table.InsertRowAsync(entry, tableVersion, cancellationToken).Result, cancellationToken);

    /// <inheritdoc />
    public Task<bool> UpdateRowAsync(MembershipEntry entry, string etag, TableVersion tableVersion, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(machine, () => !calls.IsConflict() && table.UpdateRowAsync(entry, etag, tableVersion, cancellationToken).Result, cancellationToken);

    /// <inheritdoc />
    public Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(machine, () => Now(table.UpdateIAmAliveAsync(entry, cancellationToken)), cancellationToken);

    // The table answers at once; the time that a call takes is the simulation's.
    private static bool Now(Task done) => done.IsCompletedSuccessfully;
}
