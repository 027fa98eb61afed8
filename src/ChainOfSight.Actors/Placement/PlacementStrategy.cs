namespace ChainOfSight.Actors;

/// <summary>How the silo of a new activation is chosen: data only; its <see cref="IPlacementDirector"/> decides.</summary>
public abstract class PlacementStrategy
{
    /// <summary>False: activations of this strategy are not registered in the directory; a director must find them again by itself.</summary>
    public virtual bool IsUsingGrainDirectory => true;

    /// <summary>Takes settings from a grain class's properties.</summary>
    public virtual void Initialize(GrainProperties properties)
    {
    }

    /// <summary>Writes settings into a grain class's properties.</summary>
    public virtual void PopulateGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties) =>
        properties["placement-strategy"] = GetType().Name;
}
