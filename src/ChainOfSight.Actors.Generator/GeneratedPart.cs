using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace ChainOfSight.Actors.Generator;

/// <summary>What is generated for one type. Equal parts need no new output.</summary>
internal sealed class GeneratedPart : IEquatable<GeneratedPart>
{
    public GeneratedPart(
        string name, string source, IEnumerable<string> codecs, IEnumerable<string> registrations, IEnumerable<Diagnostic> problems)
    {
        Name = name;
        Problems = problems.ToImmutableArray();
        var sound = Problems.IsEmpty;
        Source = sound ? source : "";
        Codecs = sound ? codecs.ToImmutableArray() : ImmutableArray<string>.Empty;
        Registrations = sound ? registrations.ToImmutableArray() : ImmutableArray<string>.Empty;
    }

    /// <summary>Unique in the project.</summary>
    public string Name { get; }

    public string Source { get; }

    /// <summary>Statements that register codecs: they run before all others.</summary>
    public ImmutableArray<string> Codecs { get; }

    public ImmutableArray<string> Registrations { get; }

    public ImmutableArray<Diagnostic> Problems { get; }

    public static GeneratedPart GrainClass(INamedTypeSymbol type) => new(
        Names.Identifier(type),
        "",
        Enumerable.Empty<string>(),
        new[] { $"global::ChainOfSight.Actors.Invocation.ActorRegistry.AddGrainClass<{Names.Full(type)}>();" },
        Enumerable.Empty<Diagnostic>());

    public bool Equals(GeneratedPart? other) =>
        other is not null
        && Name == other.Name
        && Source == other.Source
        && Codecs.SequenceEqual(other.Codecs)
        && Registrations.SequenceEqual(other.Registrations)
        && Problems.SequenceEqual(other.Problems);

    public override bool Equals(object? obj) => Equals(obj as GeneratedPart);

    public override int GetHashCode() => Name.GetHashCode() ^ Source.GetHashCode();
}
