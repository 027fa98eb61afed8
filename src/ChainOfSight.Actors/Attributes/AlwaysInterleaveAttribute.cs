namespace ChainOfSight.Actors;

/// <summary>On a grain interface's method: its requests may start while others wait at an <c>await</c>, and others while it waits.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
