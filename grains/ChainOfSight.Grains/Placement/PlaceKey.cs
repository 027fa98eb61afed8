namespace ChainOfSight.Grains.Placement;

/// <summary>The key of a grain that is bound to a place: <c>silo</c>, or <c>silo/device</c>.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="Device">The device; null where the grain is bound to the silo alone.</param>
public readonly record struct PlaceKey(string Silo, string? Device)
{
    /// <summary>Takes a key apart at its first slash.</summary>
    public static PlaceKey Parse(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? new(key[..slash], key[(slash + 1)..]) : new(key, null);
    }
}
