using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ChainOfSight.Actors.Generator;

/// <summary>
/// The serialized members of a type and of its serializable base classes, and the code that writes, reads, makes and copies it. A key is
/// made of the level of inheritance, whether a primary constructor declares the member, and its id: ids of one level never meet another's.
/// </summary>
internal sealed class MemberList
{
    private const int Levels = 8;

    private readonly INamedTypeSymbol _type;
    private readonly List<SerializedMember> _members = [];
    private readonly List<Diagnostic> _problems;
    private readonly ImmutableArray<IParameterSymbol> _parameters;
    private readonly bool _isException;

    public MemberList(INamedTypeSymbol type, List<Diagnostic> problems)
    {
        (_type, _problems) = (type, problems);
        _isException = Known.DerivesFrom(type, "System.Exception");
        var levels = new Stack<INamedTypeSymbol>();
        for (var level = type; level is not null && Known.Has(level, "GenerateSerializerAttribute"); level = level.BaseType)
        {
            levels.Push(level);
        }

        _parameters = PrimaryParameters(type);
        var depth = 0u;
        foreach (var level in levels)
        {
            AddLevel(level, depth++);
        }

        if (!_isException && type.IsReferenceType && _parameters.Length == 0 && !type.InstanceConstructors.Any(made => made.Parameters.Length == 0))
        {
            _problems.Add(Diagnostic.Create(
                Problems.BadType, type.Locations[0], type.Name, "it has no constructor without parameters and is no record with a primary constructor"));
        }

        foreach (var group in _members.GroupBy(member => member.Key).Where(group => group.Count() > 1))
        {
            var pair = group.ToList();
            _problems.Add(Diagnostic.Create(Problems.SameId, pair[1].Symbol.Locations[0], type.Name, pair[1].Symbol.Name, pair[0].Symbol.Name));
        }
    }

    private string Full => Names.Full(_type);

    private string ByReference => _type.IsValueType ? "ref " : "";

    public string ImmutableExpression()
    {
        if (Known.Has(_type, "ImmutableAttribute"))
        {
            return "true";
        }

        return !_isException && _members.All(member => member.IsReadOnly)
            ? string.Join(" && ", _members.Where(member => !member.Immutable).Select(member => $"Members.{Id(member)}.IsImmutable").Prepend("true"))
            : _isException ? "true" : "false";
    }

    public string Writes() => Lines(_members.Select(member =>
        $"            {{ var start = writer.BeginField({member.Key}); Members.{Id(member)}.Write(writer, {Get(member)}); writer.EndField(start); }}")
        .Prepend(_isException ? "            { var start = writer.BeginField(1); " + ExceptionCodec + ".Write(writer, value); writer.EndField(start); }" : ""));

    public string Locals() => Lines(_members.Select(member =>
        $"            {Names.Full(member.Type)} {Id(member)} = {Default(member)}; var has{Id(member)} = false;")
        .Prepend(_isException ? $"            var result = {ExceptionCodec}.Make<{Full}>();" : ""));

    public string Cases() => Lines(_members.Select(member =>
        $"                    case {member.Key}: {Id(member)} = Members.{Id(member)}.Read(ref field); has{Id(member)} = true; break;")
        .Prepend(_isException ? $"                    case 1: {ExceptionCodec}.Read(ref field, result); break;" : ""));

    public string MakeFromLocals() => Make(Id, member => $"if (has{Id(member)}) ", _isException);

    public string MakeFromCopies() =>
        _isException ? "            var result = value;" : Make(member => member.Immutable ? Get(member) : $"Members.{Id(member)}.Copy({Get(member)})", _ => "", false);

    public string CodecFields() => Lines(_members.Select(member =>
        $"            internal static readonly {SerializationSpace}Codec<{Names.Full(member.Type)}> {Id(member)} = {member.Codec};"));

    public string Accessors()
    {
        var lines = new List<string>();
        if (!_isException && (_type.IsReferenceType || _parameters.Length > 0))
        {
            lines.Add(Extern("Constructor", null, $"{Full} Make({string.Join(", ", _parameters.Select((parameter, i) => $"{Names.Full(parameter.Type)} p{i}"))})"));
        }

        foreach (var member in _members)
        {
            var owner = $"{ByReference}{Names.Full(member.Symbol.ContainingType)} target";
            if (!IsReachable(member))
            {
                lines.Add(member.Symbol is IPropertySymbol property
                    ? Extern("Method", property.GetMethod!.Name, $"{Names.Full(member.Type)} Get{Id(member)}({owner})")
                    : Extern("Field", member.Symbol.Name, $"ref {Names.Full(member.Type)} Get{Id(member)}({owner})"));
            }

            if (member.Parameter is null)
            {
                lines.Add(member.Symbol switch
                {
                    IPropertySymbol { SetMethod: { } set } => Extern("Method", set.Name, $"void Set{Id(member)}({owner}, {Names.Full(member.Type)} value)"),
                    IPropertySymbol property => Extern("Field", $"<{property.Name}>k__BackingField", $"ref {Names.Full(member.Type)} Set{Id(member)}({owner})"),
                    _ => Extern("Field", member.Symbol.Name, $"ref {Names.Full(member.Type)} Set{Id(member)}({owner})"),
                });
            }
        }

        return Lines(lines);
    }

    private const string SerializationSpace = "global::ChainOfSight.Actors.Serialization.";

    private const string ExceptionCodec = SerializationSpace + "ExceptionCodec";

    private static string Id(SerializedMember member) => $"M{member.Key}";

    private static string Lines(IEnumerable<string> lines) => string.Join("\n", lines.Where(line => line.Length > 0));

    private static string Extern(string kind, string? name, string signature) =>
        $"        [global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.{kind}{(name is null ? "" : $", Name = {Names.Literal(name)}")})]\n"
        + $"        private static extern {signature};";

    private static bool IsReachable(SerializedMember member) =>
        member.Symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal
        && member.Symbol is not IPropertySymbol { GetMethod.DeclaredAccessibility: Accessibility.Private or Accessibility.Protected };

    private static ImmutableArray<IParameterSymbol> PrimaryParameters(INamedTypeSymbol type) =>
        type.IsRecord && Known.Attribute(type, "GenerateSerializerAttribute")?.NamedArguments
            .Any(argument => argument.Key == "IncludePrimaryConstructorParameters" && argument.Value.Value is false) != true
            ? type.InstanceConstructors.FirstOrDefault(made =>
                made.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is RecordDeclarationSyntax))?.Parameters ?? []
            : [];

    private string Get(SerializedMember member) =>
        IsReachable(member) ? $"value.{(member.Symbol.Name is var name && SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name)}" : $"Get{Id(member)}({ByReference}value)";

    private static string Default(SerializedMember member)
    {
        if (member.Parameter is not { HasExplicitDefaultValue: true, ExplicitDefaultValue: { } value } parameter)
        {
            return "default!";
        }

        return value is string text ? Names.Literal(text) : $"({Names.Full(parameter.Type)})({SymbolDisplay.FormatPrimitive(value, true, false)})";
    }

    private string Make(Func<SerializedMember, string> value, Func<SerializedMember, string> condition, bool made)
    {
        var arguments = _parameters.Select(parameter =>
            _members.FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(member.Parameter, parameter)) is { } member ? value(member) : "default!");
        var construct = _type.IsValueType && _parameters.Length == 0 ? $"default({Full})" : $"Make({string.Join(", ", arguments)})";
        return Lines(_members.Where(member => member.Parameter is null).Select(member => member.Symbol is IPropertySymbol { SetMethod: not null }
                ? $"            {condition(member)}Set{Id(member)}({ByReference}result, {value(member)});"
                : $"            {condition(member)}Set{Id(member)}({ByReference}result) = {value(member)};")
            .Prepend(made ? "" : $"            var result = {construct};"));
    }

    private void AddLevel(INamedTypeSymbol level, uint depth)
    {
        var isLeaf = SymbolEqualityComparer.Default.Equals(level, _type);
        var parameters = isLeaf ? _parameters : PrimaryParameters(level);
        foreach (var member in level.GetMembers().Where(member => !member.IsStatic && !IsInherited(member, level)))
        {
            var type = SerializedType(member);
            if (type is null)
            {
                continue;
            }

            var ordinal = parameters.ToList().FindIndex(parameter => parameter.Name == member.Name && SymbolEqualityComparer.Default.Equals(parameter.Type, type));
            var parameter = ordinal < 0 ? null : parameters[ordinal];
            var id = Known.Attribute(member, "IdAttribute") ?? (parameter is null ? null : Known.Attribute(parameter, "IdAttribute"));
            if (id is null && parameter is null)
            {
                _problems.Add(Diagnostic.Create(Problems.MissingId, member.Locations[0], level.Name, member.Name));
                continue;
            }

            var number = id?.ConstructorArguments[0].Value is uint stated ? stated : (uint)ordinal;
            var key = 2 + (((number * 2) + (id is null ? 0u : 1u)) * Levels) + depth;
            _members.Add(new(member, type, key, isLeaf ? parameter : null, CodecOf(type, member), Known.Has(member, "ImmutableAttribute")));
        }
    }

    private static bool IsInherited(ISymbol member, INamedTypeSymbol level) => member.IsOverride || !SymbolEqualityComparer.Default.Equals(member.ContainingType, level);

    /// <summary>The type of a member that holds state; null if it holds none or must not be sent.</summary>
    private static ITypeSymbol? SerializedType(ISymbol member)
    {
        if (member is IPropertySymbol { IsIndexer: false, GetMethod: not null } property)
        {
            var backing = property.ContainingType.GetMembers().OfType<IFieldSymbol>()
                .FirstOrDefault(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));
            return (backing is null && !Known.Has(property, "IdAttribute")) || (backing is not null && IsExcluded(backing)) ? null : property.Type;
        }

        return member is IFieldSymbol { IsImplicitlyDeclared: false, IsConst: false } plain && !IsExcluded(plain) ? plain.Type : null;
    }

    private static bool IsExcluded(IFieldSymbol field) =>
        field.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "NonSerializedAttribute");

    private string CodecOf(ITypeSymbol type, ISymbol place)
    {
        var expression = CodecExpression.Make(type, out var made);
        if (made.Refusal is not null)
        {
            _problems.Add(Diagnostic.Create(
                Problems.CannotBeSent, place.Locations.FirstOrDefault() ?? _type.Locations[0], $"{made.Refused} ({_type.Name}.{place.Name})", made.Refusal));
        }

        return expression;
    }
}
