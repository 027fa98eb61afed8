namespace ChainOfSight.Actors;

/// <summary>An attribute on grain classes that sets properties.</summary>
public interface IGrainPropertiesProviderAttribute
{
    /// <summary>Writes properties.</summary>
    void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties);
}
