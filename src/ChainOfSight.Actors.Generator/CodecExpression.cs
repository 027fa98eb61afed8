using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace ChainOfSight.Actors.Generator;

/// <summary>Writes the expression that makes the codec of a type, or says why the type cannot be sent.</summary>
internal sealed class CodecExpression
{
    private const string C = "global::ChainOfSight.Actors.Serialization.Codecs.";

    private static readonly Dictionary<string, string> Single = new()
    {
        ["string"] = "Text",
        ["System.Uri"] = "Uri",
        ["System.Version"] = "Version",
        ["System.Net.IPAddress"] = "Address",
        ["System.Net.IPEndPoint"] = "EndPoint",
        ["System.DateTimeOffset"] = "DateTimeOffset",
        ["System.Exception"] = "Failure",
        ["ChainOfSight.Actors.SiloAddress"] = "Silo",
        ["ChainOfSight.Actors.IdSpan"] = "IdSpan",
        ["ChainOfSight.Actors.GrainId"] = "GrainId",
    };

    private static readonly HashSet<string> PlainValues =
    [
        "System.Guid", "System.DateTime", "System.TimeSpan", "System.DateOnly", "System.TimeOnly", "System.Half", "System.Int128", "System.UInt128",
        "ChainOfSight.Actors.ActivationId", "ChainOfSight.Actors.MembershipVersion",
    ];

    private static readonly HashSet<string> Sequences =
    [
        "System.Collections.Generic.List<T>", "System.Collections.Generic.HashSet<T>", "System.Collections.Generic.IList<T>",
        "System.Collections.Generic.ICollection<T>", "System.Collections.Generic.IEnumerable<T>", "System.Collections.Generic.IReadOnlyList<T>",
        "System.Collections.Generic.IReadOnlyCollection<T>", "System.Collections.Generic.SortedSet<T>",
    ];

    private static readonly HashSet<string> ImmutableSequences =
    [
        "System.Collections.Immutable.ImmutableList<T>", "System.Collections.Immutable.ImmutableHashSet<T>",
        "System.Collections.Immutable.ImmutableSortedSet<T>",
    ];

    /// <summary>Why the type cannot be sent; null if it can.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The type that the refusal is about: perhaps one inside of the given one.</summary>
    public string Refused { get; private set; } = "";

    public static string Make(ITypeSymbol type, out CodecExpression made)
    {
        made = new();
        return made.Of(type);
    }

    private string Of(ITypeSymbol type)
    {
        var plain = Names.Plain(type);
        if (Single.TryGetValue(plain, out var single))
        {
            return C + single;
        }

        if (type is IArrayTypeSymbol { Rank: 1 } array)
        {
            return IsPlainValue(array.ElementType) ? $"{C}Block<{Names.Full(array.ElementType)}>()" : $"{C}Array<{Names.Full(array.ElementType)}>({Of(array.ElementType)})";
        }

        if (IsPlainValue(type))
        {
            return $"{C}Unmanaged<{Names.Full(type)}>()";
        }

        if (Known.IsAddressable(type))
        {
            return $"{C}Reference<{Names.Bare(type)}>()";
        }

        if (type is INamedTypeSymbol named)
        {
            if (named.IsGenericType)
            {
                return Generic(named);
            }

            if (Known.Has(named, "GenerateSerializerAttribute"))
            {
                return $"{C}Of<{Names.Bare(named)}>()";
            }
        }

        return Refuse(type, Reason(type));
    }

    private string Generic(INamedTypeSymbol type)
    {
        var definition = Names.Plain(type.OriginalDefinition);
        var arguments = type.TypeArguments;
        var bare = Names.Bare(type);
        if (definition == "System.Nullable<T>" || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            return $"{C}Nullable<{Names.Full(arguments[0])}>({Of(arguments[0])})";
        }

        if (Sequences.Contains(definition))
        {
            return $"{C}Collection<{bare}, {Names.Full(arguments[0])}>({Of(arguments[0])}, static items => {Build(definition, bare)}, false)";
        }

        if (ImmutableSequences.Contains(definition))
        {
            return $"{C}Collection<{bare}, {Names.Full(arguments[0])}>({Of(arguments[0])}, static items => [.. items], true)";
        }

        if (definition == "System.Collections.Immutable.ImmutableArray<T>")
        {
            return $"{C}ImmutableArray<{Names.Full(arguments[0])}>({Of(arguments[0])})";
        }

        return type.IsTupleType && arguments.Length is 2 or 3
            ? $"{C}Tuple<{string.Join(", ", arguments.Select(Names.Full))}>({string.Join(", ", arguments.Select(Of))})"
            : Dictionary(type, definition, arguments, bare);
    }

    private string Dictionary(INamedTypeSymbol type, string definition, IReadOnlyList<ITypeSymbol> arguments, string bare)
    {
        if (arguments.Count != 2)
        {
            return Refuse(type, Reason(type));
        }

        var pair = $"global::System.Collections.Generic.KeyValuePair<{Names.Full(arguments[0])}, {Names.Full(arguments[1])}>";
        var codec = $"{C}Pair<{Names.Full(arguments[0])}, {Names.Full(arguments[1])}>({Of(arguments[0])}, {Of(arguments[1])})";
        var plain = $"new global::System.Collections.Generic.Dictionary<{Names.Full(arguments[0])}, {Names.Full(arguments[1])}>(items)";
        return definition switch
        {
            "System.Collections.Generic.KeyValuePair<TKey, TValue>" => codec,
            "System.Collections.Generic.Dictionary<TKey, TValue>" or "System.Collections.Generic.IDictionary<TKey, TValue>"
                or "System.Collections.Generic.IReadOnlyDictionary<TKey, TValue>" =>
                $"{C}Collection<{bare}, {pair}>({codec}, static items => {plain}, false)",
            "System.Collections.Generic.SortedDictionary<TKey, TValue>" =>
                $"{C}Collection<{bare}, {pair}>({codec}, static items => new {bare}({plain}), false)",
            "System.Collections.Immutable.ImmutableDictionary<TKey, TValue>" =>
                $"{C}Collection<{bare}, {pair}>({codec}, static items => global::System.Collections.Immutable.ImmutableDictionary.CreateRange(items), true)",
            "System.Collections.Immutable.ImmutableSortedDictionary<TKey, TValue>" =>
                $"{C}Collection<{bare}, {pair}>({codec}, static items => global::System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(items), true)",
            _ => Refuse(type, Reason(type)),
        };
    }

    private static string Build(string definition, string bare) =>
        definition is "System.Collections.Generic.SortedSet<T>" ? $"new {bare}(items)" : "[.. items]";

    private static bool IsPlainValue(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum
        || type.SpecialType is (>= SpecialType.System_Boolean and <= SpecialType.System_Double) or SpecialType.System_DateTime
        || PlainValues.Contains(Names.Plain(type));

    private string Refuse(ITypeSymbol type, string reason)
    {
        if (Refusal is null)
        {
            Refusal = reason;
            Refused = Names.Plain(type);
        }

        return "null!";
    }

    private static string Reason(ITypeSymbol type)
    {
        if (type.Name.Contains("Tensor"))
        {
            return "tensors never travel in messages; send ids, counts, hashes or handles by name";
        }

        if (Known.DerivesFrom(type, "System.IO.Stream"))
        {
            return "a stream belongs to one process; send the bytes, or the name of an object in the store";
        }

        if (type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr
            || type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer
            || Known.DerivesFrom(type, "System.Runtime.InteropServices.SafeHandle"))
        {
            return "a handle belongs to one process";
        }

        if (Known.Implements(type, "System.IDisposable") || Known.Implements(type, "System.IAsyncDisposable"))
        {
            return "what must be disposed of belongs to one owner";
        }

        if (type.TypeKind == TypeKind.Delegate)
        {
            return "a delegate belongs to one process";
        }

        return type.SpecialType == SpecialType.System_Object
            ? "name the type: 'object' would let anything in"
            : "it is no basic type, collection of sendable types or grain interface, and has no [GenerateSerializer]";
    }
}
