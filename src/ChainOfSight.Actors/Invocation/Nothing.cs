namespace ChainOfSight.Actors.Invocation;

/// <summary>The result of a method without a result.</summary>
public readonly record struct Nothing;
