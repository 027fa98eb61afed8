using System.Collections.Immutable;

namespace ChainOfSight.Actors.Membership;

/// <summary>Makes the runtime's view out of the table: who is not dead, who serves, who takes new grains.</summary>
internal static class ViewOfTable
{
    /// <summary>The view that a read of the table gives.</summary>
    /// <param name="table">What was read.</param>
    public static ClusterView Of(MembershipTableData table) => new(
        table.Version.Version,
        [.. table.Members.Select(row => row.Item1).Where(entry => entry.Status is not (SiloStatus.Dead or SiloStatus.None)).Select(Member).OrderBy(member => member.Address)]);

    private static ClusterMember Member(MembershipEntry entry)
    {
        var labels = MemberLabels.Parse(entry.RoleName);
        var active = entry.Status == SiloStatus.Active;
        return new ClusterMember(entry.SiloAddress, entry.SiloName, active, active && !labels.Cordoned, labels.Pairs.ToImmutableDictionary());
    }
}
