namespace ChainOfSight.Grains.Placement;

/// <summary>What a silo tells the others about itself: its name and its devices, as metadata that every actor engine carries.</summary>
/// <param name="Silo">Its name; empty where nothing is known of it yet.</param>
/// <param name="Devices">Its devices, such as <c>cpu:0</c>.</param>
public sealed record SiloLabels(string Silo, IReadOnlyList<string> Devices)
{
    /// <summary>Key of the silo's name.</summary>
    public const string SiloKey = "silo";

    /// <summary>Key of the silo's devices, separated by blanks.</summary>
    public const string DevicesKey = "devices";

    /// <summary>The metadata to give to a silo's host.</summary>
    public Dictionary<string, string> ToMetadata() => new() { [SiloKey] = Silo, [DevicesKey] = string.Join(' ', Devices) };

    /// <summary>Reads a silo's metadata; what is not there is empty.</summary>
    public static SiloLabels Of(IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return new SiloLabels(
            metadata.GetValueOrDefault(SiloKey, ""), metadata.GetValueOrDefault(DevicesKey, "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
