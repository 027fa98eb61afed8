using ChainOfSight.Grains.Placement;

namespace ChainOfSight.Grains.Clusters;

/// <summary>The silos as Orleans' membership has them; devices from the silo's metadata, see <see cref="SiloLabels"/>.</summary>
/// <param name="membership">The membership.</param>
/// <param name="metadata">What the silos say of themselves; empty until a silo was asked, which follows its join at once.</param>
public sealed class ViewSiloDirectory(IClusterMembershipService membership, ISiloMetadataCache metadata) : ISiloDirectory
{
    /// <inheritdoc/>
    public IReadOnlyList<SiloSight> Silos =>
    [
        .. membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status is SiloStatus.Joining or SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping)
            .OrderBy(member => member.SiloAddress)
            .Select(member => new SiloSight(
                member.Name,
                member.SiloAddress,
                member.Status == SiloStatus.Active,
                member.Status == SiloStatus.Active,
                SiloLabels.Of(metadata.GetSiloMetadata(member.SiloAddress).Metadata).Devices)),
    ];
}
