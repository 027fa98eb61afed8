using System.Collections.Immutable;

namespace ChainOfSight.Actors;

/// <summary>Properties of a grain class, collected from its attributes.</summary>
public class GrainProperties
{
    /// <summary>From key-value pairs.</summary>
    public GrainProperties(ImmutableDictionary<string, string> values) => Properties = values;

    /// <summary>The properties.</summary>
    public ImmutableDictionary<string, string> Properties { get; }
}
