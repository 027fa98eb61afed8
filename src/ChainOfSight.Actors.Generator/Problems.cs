using Microsoft.CodeAnalysis;

namespace ChainOfSight.Actors.Generator;

/// <summary>What the generator refuses, and what to do about it.</summary>
internal static class Problems
{
    public static readonly DiagnosticDescriptor CannotBeSent = Rule(
        "COSA001", "A type cannot be sent in a message", "{0} cannot be sent in a message: {1}");

    public static readonly DiagnosticDescriptor MissingId = Rule(
        "COSA002",
        "A member of a serializable type has no [Id]",
        "{0}.{1} has no [Id]: give it a number of its own, or [field: NonSerialized] if it must not be sent");

    public static readonly DiagnosticDescriptor SameId = Rule(
        "COSA003", "Two members share an [Id]", "{0}.{1} has the same [Id] as {2}: numbers must be unique in a type");

    public static readonly DiagnosticDescriptor BadMethod = Rule(
        "COSA004", "A grain method cannot be called from afar", "{0}.{1}: {2}");

    public static readonly DiagnosticDescriptor BadType = Rule(
        "COSA005", "A serializable type cannot be made", "{0}: {1}");

    private static DiagnosticDescriptor Rule(string id, string title, string message) =>
        new(id, title, message, "ChainOfSight.Actors", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
