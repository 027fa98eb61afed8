namespace ChainOfSight.Actors;

/// <summary>On a type, member or parameter: it never changes once sent, so that it is passed by reference instead of copied inside a silo.</summary>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.ReturnValue,
    Inherited = false)]
public sealed class ImmutableAttribute : Attribute;
