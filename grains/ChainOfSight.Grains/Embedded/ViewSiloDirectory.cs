using ChainOfSight.Actors.Membership;
using ChainOfSight.Grains.Clusters;

namespace ChainOfSight.Grains.Embedded;

/// <summary>The silos as the embedded runtime's membership has them; devices from the silo's metadata under <see cref="DevicesKey"/>.</summary>
/// <param name="view">The membership.</param>
public sealed class ViewSiloDirectory(IClusterView view) : ISiloDirectory
{
    /// <summary>Metadata key under which a silo names its devices, separated by blanks.</summary>
    public const string DevicesKey = "devices";

    /// <inheritdoc/>
    public IReadOnlyList<SiloSight> Silos =>
    [
        .. view.Current.Members.Select(member => new SiloSight(
            member.Name, member.Address, member.IsActive, member.TakesActivations,
            member.Metadata.TryGetValue(DevicesKey, out var devices) ? devices.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [])),
    ];
}
