using ChainOfSight.Actors.Membership;
using ChainOfSight.Grains.Placement;

namespace ChainOfSight.Grains.Clusters;

/// <summary>The silos as the embedded runtime's membership has them; devices from the silo's metadata, see <see cref="SiloLabels"/>.</summary>
/// <param name="view">The membership.</param>
public sealed class ViewSiloDirectory(IClusterView view) : ISiloDirectory
{
    /// <inheritdoc/>
    public IReadOnlyList<SiloSight> Silos =>
    [
        .. view.Current.Members.Select(member => new SiloSight(
            member.Name, member.Address, member.IsActive, member.TakesActivations, SiloLabels.Of(member.Metadata).Devices)),
    ];
}
