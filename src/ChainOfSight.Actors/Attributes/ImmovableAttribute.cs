namespace ChainOfSight.Actors;

/// <summary>On a grain class: its activations are not moved to other silos by balancing. The embedded runtime moves none anyway.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ImmovableAttribute : Attribute, IGrainPropertiesProviderAttribute
{
    /// <summary>Excludes the class from the stated kinds of balancing.</summary>
    public ImmovableAttribute(ImmovableKind kind = ImmovableKind.Any) => Kind = kind;

    /// <summary>Which balancing is excluded.</summary>
    public ImmovableKind Kind { get; }

    /// <inheritdoc/>
    public void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties) =>
        properties["immovable"] = ((byte)Kind).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
