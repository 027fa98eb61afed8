namespace ChainOfSight.Grains.Placement;

/// <summary>Where a grain that is bound to a place may be, and what to say where there is no such place.</summary>
public static class PlaceRule
{
    /// <summary>Whether a silo is the one in the key.</summary>
    public static bool IsSilo(PlaceKey key, SiloLabels silo) => silo.Silo == key.Silo;

    /// <summary>Whether a silo has the device in the key; a key without one fits every silo.</summary>
    public static bool HasDevice(PlaceKey key, SiloLabels silo) => key.Device is null || silo.Devices.Contains(key.Device);

    /// <summary>Words for a silo that is not there.</summary>
    /// <param name="grain">The grain that is bound to it.</param>
    /// <param name="key">Its key.</param>
    /// <param name="known">The silos that are there.</param>
    public static string NoSilo(string grain, PlaceKey key, IEnumerable<SiloLabels> known) =>
        $"{grain} is bound to the silo \"{key.Silo}\", which does not serve in this cluster; there are {Names(known.Select(silo => silo.Silo))}. "
        + "Start that silo, or ask for a grain of one that is there.";

    /// <summary>Words for a device that its silo lacks.</summary>
    public static string NoDevice(string grain, PlaceKey key, SiloLabels silo) =>
        $"{grain} is bound to the device {key.Device}, which the silo \"{key.Silo}\" does not lend; it lends {Names(silo.Devices)}. Ask for one of these, or configure the silo's devices.";

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Where(name => name.Length > 0).Order(StringComparer.Ordinal)) is { Length: > 0 } text ? text : "none";
}
