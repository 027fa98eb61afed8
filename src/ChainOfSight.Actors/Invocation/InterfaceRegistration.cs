namespace ChainOfSight.Actors.Invocation;

/// <summary>A grain interface, as generated code describes it.</summary>
/// <param name="Type">The interface.</param>
/// <param name="Name">Its alias or full name.</param>
/// <param name="MakeProxy">Makes an unbound proxy.</param>
public sealed record InterfaceRegistration(Type Type, string Name, Func<GrainProxy> MakeProxy);
