namespace ChainOfSight.Tests.Actors.Contract;

/// <summary>A public type: namespace, name with arity, kind and its public and protected members as lines.</summary>
internal sealed record SurfaceType(string Namespace, string Name, string Kind, IReadOnlyList<string> Members);
