namespace ChainOfSight.Actors;

/// <summary>Identity of grains and of references to them.</summary>
public static class GrainExtensions
{
    /// <summary>The id of a grain or of what a reference refers to.</summary>
    /// <exception cref="ArgumentException">It is neither a grain nor a reference.</exception>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.GrainId,
        IGrainBase instance => instance.GrainContext.GrainId,
        null => throw new ArgumentNullException(nameof(grain)),
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference to one.", nameof(grain)),
    };

    /// <summary>The string key of a grain.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString()!;

    /// <summary>A reference to a grain that can be passed on; for a grain itself this is what stands for <c>this</c> in a message.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        var factory = grain switch
        {
            IGrainBase instance => instance.GrainContext.ActivationServices.GetRequiredService<IGrainFactory>(),
            GrainReference reference => reference.Runtime.Factory,
            _ => throw new ArgumentException($"{grain?.GetType()} is neither a grain nor a reference to one.", nameof(grain)),
        };
        return (TGrainInterface)factory.GetGrain(grain.GetGrainId(), GrainInterfaceType.Create(ActorRegistry.InterfaceName(typeof(TGrainInterface))));
    }

    /// <summary>The same grain seen through another of its interfaces.</summary>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => grain.AsReference<TGrainInterface>();
}
