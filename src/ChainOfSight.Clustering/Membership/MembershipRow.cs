namespace ChainOfSight.Clustering;

/// <summary>One silo in the stored table.</summary>
/// <param name="ETag">Id of the write that made this row; stays while other rows change.</param>
/// <param name="Silo">Address in its parsable form.</param>
/// <param name="Name">Name of the silo.</param>
/// <param name="Host">Name of its machine.</param>
/// <param name="Status">Where it stands in its life.</param>
/// <param name="ProxyPort">Port for outside clients.</param>
/// <param name="Role">Orders for it; null for none.</param>
/// <param name="UpdateZone">Kept for Orleans.</param>
/// <param name="FaultZone">Kept for Orleans.</param>
/// <param name="Started">When it was started.</param>
/// <param name="Alive">When it last said that it lives, as of this row's last change.</param>
/// <param name="Suspicions">Votes that it is dead; null for none.</param>
internal sealed record MembershipRow(
    string ETag,
    string Silo,
    string Name,
    string Host,
    SiloStatus Status,
    int ProxyPort,
    string? Role,
    int UpdateZone,
    int FaultZone,
    DateTime Started,
    DateTime Alive,
    IReadOnlyList<Suspicion>? Suspicions)
{
    /// <summary>The row that stands for an entry.</summary>
    public static MembershipRow Of(MembershipEntry entry, string etag) => new(
        etag,
        entry.SiloAddress.ToParsableString(),
        entry.SiloName,
        entry.HostName,
        entry.Status,
        entry.ProxyPort,
        entry.RoleName,
        entry.UpdateZone,
        entry.FaultZone,
        entry.StartTime,
        entry.IAmAliveTime,
        entry.SuspectTimes?.Select(vote => new Suspicion(vote.Item1.ToParsableString(), vote.Item2)).ToList());

    /// <summary>The entry that this row stands for.</summary>
    /// <param name="alive">A later sign of life; null for none.</param>
    public MembershipEntry ToEntry(DateTime? alive) => new()
    {
        SiloAddress = SiloAddress.FromParsableString(Silo),
        SiloName = Name,
        HostName = Host,
        Status = Status,
        ProxyPort = ProxyPort,
        RoleName = Role,
        UpdateZone = UpdateZone,
        FaultZone = FaultZone,
        StartTime = Started,
        IAmAliveTime = alive ?? Alive,
        SuspectTimes = Suspicions?.Select(vote => Tuple.Create(SiloAddress.FromParsableString(vote.By), vote.At)).ToList(),
    };
}
