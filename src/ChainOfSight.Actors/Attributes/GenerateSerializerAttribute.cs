namespace ChainOfSight.Actors;

/// <summary>On a type that travels in messages or is stored as grain state: the generator writes its serializer and copier.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute
{
    /// <summary>
    /// Whether parameters of the primary constructor are members with their position as id. Not set: yes for records, no for other types.
    /// </summary>
    public bool IncludePrimaryConstructorParameters { get; init; }
}
