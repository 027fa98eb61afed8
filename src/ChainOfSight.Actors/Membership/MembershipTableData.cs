namespace ChainOfSight.Actors;

/// <summary>What one read of the membership table gave: rows with their ETags and the table's version, all of one moment.</summary>
public sealed class MembershipTableData
{
    /// <summary>Several rows; the dead are put last.</summary>
    /// <param name="list">Rows with their ETags; is sorted in place.</param>
    /// <param name="version">The table's version.</param>
    public MembershipTableData(List<Tuple<MembershipEntry, string>> list, TableVersion version)
    {
        list.Sort((x, y) => (IsDead(x), IsDead(y)) switch
        {
            (true, false) => 1,
            (false, true) => -1,
            _ => string.CompareOrdinal(x.Item1.SiloName, y.Item1.SiloName) is not 0 and var byName ? byName : x.Item1.SiloAddress.CompareTo(y.Item1.SiloAddress),
        });
        Members = list;
        Version = version;
    }

    /// <summary>One row.</summary>
    /// <param name="tuple">The row with its ETag.</param>
    /// <param name="version">The table's version.</param>
    public MembershipTableData(Tuple<MembershipEntry, string> tuple, TableVersion version)
    {
        Members = [tuple];
        Version = version;
    }

    /// <summary>No row.</summary>
    /// <param name="version">The table's version.</param>
    public MembershipTableData(TableVersion version)
    {
        Members = [];
        Version = version;
    }

    /// <summary>Rows with their ETags.</summary>
    public IReadOnlyList<Tuple<MembershipEntry, string>> Members { get; private set; }

    /// <summary>The table's version when it was read.</summary>
    public TableVersion Version { get; private set; }

    /// <summary>The row of a silo with its ETag, or null.</summary>
    /// <param name="silo">Its address.</param>
    public Tuple<MembershipEntry, string>? TryGet(SiloAddress silo) => Members.FirstOrDefault(row => row.Item1.SiloAddress.Equals(silo));

    /// <summary>The same without dead rows whose endpoint has a later dead one.</summary>
    public MembershipTableData WithoutDuplicateDeads()
    {
        var lastDead = Members.Where(IsDead)
            .GroupBy(row => row.Item1.SiloAddress.Endpoint)
            .Select(rows => rows.MaxBy(row => row.Item1.SiloAddress.Generation)!);
        return new MembershipTableData([.. lastDead, .. Members.Where(row => !IsDead(row))], Version);
    }

    /// <inheritdoc />
    public override string ToString()
    {
        var states = Members.GroupBy(row => row.Item1.Status).OrderBy(rows => rows.Key).Select(rows => $"{rows.Count()} are {rows.Key}");
        return $"{Members.Count} silos, {string.Join(", ", states)}, Version={Version}. All silos: [{string.Join(", ", Members.Select(row => row.Item1))}]";
    }

    private static bool IsDead(Tuple<MembershipEntry, string> row) => row.Item1.Status == SiloStatus.Dead;
}
