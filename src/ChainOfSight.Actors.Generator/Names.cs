using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ChainOfSight.Actors.Generator;

/// <summary>Names of symbols in generated code.</summary>
internal static class Names
{
    private static readonly SymbolDisplayFormat FullFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat PlainFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>As written in code, fully qualified.</summary>
    public static string Full(ITypeSymbol type) => type.ToDisplayString(FullFormat);

    /// <summary>As written in code, without a question mark at its end.</summary>
    public static string Bare(ITypeSymbol type) =>
        type.IsReferenceType ? Full(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)) : Full(type);

    /// <summary>Namespace and name, as in messages.</summary>
    public static string Plain(ITypeSymbol type) => type.ToDisplayString(PlainFormat);

    /// <summary>The alias of a type, or its full name.</summary>
    public static string Wire(INamedTypeSymbol type) => Known.Alias(type) ?? Plain(type);

    /// <summary>A name that can be part of an identifier.</summary>
    public static string Identifier(ITypeSymbol type) => Identifier(Plain(type));

    public static string GeneratedNamespace(string? assembly) => "ChainOfSight.Actors.GeneratedFor." + Identifier(assembly ?? "program");

    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, true);

    private static string Identifier(string text) =>
        text.Aggregate(new StringBuilder(), (name, letter) => name.Append(char.IsLetterOrDigit(letter) ? letter : '_')).ToString();
}
