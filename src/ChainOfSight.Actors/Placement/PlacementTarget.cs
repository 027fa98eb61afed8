namespace ChainOfSight.Actors;

/// <summary>What is to be placed.</summary>
public readonly struct PlacementTarget
{
    /// <summary>From the call that asks for the grain.</summary>
    public PlacementTarget(
        GrainId grainIdentity, Dictionary<string, object> requestContextData, GrainInterfaceType interfaceType, ushort interfaceVersion)
    {
        GrainIdentity = grainIdentity;
        RequestContextData = requestContextData;
        InterfaceType = interfaceType;
        InterfaceVersion = interfaceVersion;
    }

    /// <summary>The grain.</summary>
    public GrainId GrainIdentity { get; }

    /// <summary>The interface it is called by.</summary>
    public GrainInterfaceType InterfaceType { get; }

    /// <summary>Always zero here: the embedded runtime has no interface versions.</summary>
    public ushort InterfaceVersion { get; }

    /// <summary>The caller's request context.</summary>
    public Dictionary<string, object> RequestContextData { get; }
}
