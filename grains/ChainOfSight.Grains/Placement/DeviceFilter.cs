namespace ChainOfSight.Grains.Placement;

/// <summary>Lets a grain be on a silo only where that silo is the one in its key and lends the device in its key.</summary>
/// <remarks>
/// The filter that comes with Orleans compares a silo's metadata with that of the caller's silo, and so spreads calls of clients over all silos; this one
/// looks at the key, whoever calls.
/// </remarks>
public sealed class DeviceFilter : PlacementFilterStrategy
{
    /// <summary>With the default order.</summary>
    public DeviceFilter()
        : base(order: 1)
    {
    }
}
