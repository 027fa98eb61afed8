namespace ChainOfSight.Actors;

/// <summary>Makes references to grains. Making one sends nothing; the grain is activated by the first call.</summary>
public interface IGrainFactory
{
    /// <summary>A reference to the grain of an interface and a string key.</summary>
    /// <param name="primaryKey">The grain's key.</param>
    /// <param name="grainClassNamePrefix">Which class, where several implement the interface: the start of its full name.</param>
    /// <exception cref="ArgumentException">No known class implements the interface, or several do and no prefix chooses one.</exception>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <summary>A reference to the grain of an interface, known at run time, and a string key.</summary>
    IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);

    /// <summary>A reference by full id.</summary>
    TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable;

    /// <summary>A reference by full id and interface.</summary>
    IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType);
}
