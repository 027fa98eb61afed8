namespace ChainOfSight.Actors.Membership;

/// <summary>The silo of this process, as it joins.</summary>
/// <param name="Address">Endpoint and start number.</param>
/// <param name="Name">Name, unique among the living.</param>
/// <param name="HostName">Name of the machine, for people.</param>
/// <param name="Labels">Devices and other pairs for everybody to see.</param>
public sealed record LocalMember(SiloAddress Address, string Name, string HostName, MemberLabels Labels);
