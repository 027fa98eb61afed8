namespace ChainOfSight.Actors;

/// <summary>
/// On a grain class: its name in grain ids, which stays when the class is renamed. Without it: the class name in lower case without
/// <c>Grain</c> at its end.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class GrainTypeAttribute : Attribute
{
    private readonly GrainType _grainType;

    /// <summary>Names the class.</summary>
    public GrainTypeAttribute(string grainType) => _grainType = GrainType.Create(grainType);

    /// <summary>The name.</summary>
    public GrainType GetGrainType(IServiceProvider services, Type type) => _grainType;
}
