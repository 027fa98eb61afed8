namespace ChainOfSight.Actors;

/// <summary>
/// The number of a member in its type's serialized form. It must never be used again for something else; an unknown number is
/// skipped when read and a missing one leaves the member's default.
/// </summary>
[AttributeUsage(
    AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct
    | AttributeTargets.Enum | AttributeTargets.Method)]
public sealed class IdAttribute : Attribute
{
    /// <summary>Gives the member a number.</summary>
    public IdAttribute(uint id) => Id = id;

    /// <summary>The number, unique in its type.</summary>
    public uint Id { get; }
}
