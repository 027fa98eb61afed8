using System.Collections.Immutable;

namespace ChainOfSight.Actors;

/// <summary>What a silo tells the others about itself, e.g. its devices; fixed while it lives.</summary>
public record SiloMetadata
{
    /// <summary>Nothing told.</summary>
    public static SiloMetadata Empty { get; } = new();

    /// <summary>Names and values.</summary>
    public ImmutableDictionary<string, string> Metadata { get; private set; } = ImmutableDictionary<string, string>.Empty;

    internal void AddMetadata(IEnumerable<KeyValuePair<string, string>> metadata) => Metadata = Metadata.SetItems(metadata);
}
