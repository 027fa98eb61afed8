namespace ChainOfSight.Actors;

/// <summary>On a grain interface's method: it changes nothing, so its requests may run beside other read-only ones.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;
