using System.Collections.Immutable;

namespace ChainOfSight.Tests.Actors.Contract;

/// <summary>The names of the type parameters in scope while a signature is read.</summary>
internal sealed record GenericNames(ImmutableArray<string> Type, ImmutableArray<string> Method)
{
    private const int Most = 16;

    /// <summary>For signatures that don't say the names.</summary>
    public static GenericNames ByNumber { get; } = new([.. Enumerable.Range(0, Most).Select(i => $"!{i}")], [.. Enumerable.Range(0, Most).Select(i => $"!!{i}")]);
}
