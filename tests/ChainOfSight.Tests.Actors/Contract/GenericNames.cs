using System.Collections.Immutable;

namespace ChainOfSight.Tests.Actors.Contract;

/// <summary>The names of the type parameters in scope while a signature is read.</summary>
internal sealed record GenericNames(ImmutableArray<string> Type, ImmutableArray<string> Method);
