namespace ChainOfSight.Actors;

/// <summary>On a grain class: its activations never end for idleness.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class KeepAliveAttribute : Attribute, IGrainPropertiesProviderAttribute
{
    internal const string Property = "idle-duration";
    internal const string Indefinite = "indefinite";

    /// <inheritdoc/>
    public void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties) =>
        properties[Property] = Indefinite;
}
