using System.Net;

namespace ChainOfSight.Tests.Actors.Membership;

/// <summary>Makes silos and tables by a few numbers.</summary>
internal static class Rows
{
    public static readonly DateTime Noon = new(2026, 1, 2, 12, 0, 0, DateTimeKind.Utc);

    public static SiloAddress Silo(int port, int start = 1) => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, port), start);

    public static MembershipEntry Row(SiloAddress silo, string? name = null, SiloStatus status = SiloStatus.Active, string? labels = null) => new()
    {
        SiloAddress = silo,
        SiloName = name ?? $"s{silo.Endpoint.Port}",
        HostName = "here",
        Status = status,
        RoleName = labels,
        StartTime = Noon,
        IAmAliveTime = Noon,
    };

    public static MembershipTableData Table(params MembershipEntry[] rows) =>
        new([.. rows.Select((row, i) => Tuple.Create(row, $"etag{i}"))], new TableVersion(rows.Length, "etag"));
}
