namespace ChainOfSight.Clustering;

/// <summary>The membership table as one blob: all rows and the version change together or not at all.</summary>
/// <param name="Write">Id of the write that made this version.</param>
/// <param name="Version">Number of the version.</param>
/// <param name="Rows">The silos.</param>
internal sealed record MembershipDocument(string Write, int Version, IReadOnlyList<MembershipRow> Rows)
{
    /// <summary>The table before its first row.</summary>
    public static MembershipDocument Empty { get; } = new("", 0, []);

    /// <summary>The row of a silo, or null.</summary>
    public MembershipRow? Find(string silo) => Rows.FirstOrDefault(row => row.Silo == silo);
}
