using System.Linq;
using Microsoft.CodeAnalysis;

namespace ChainOfSight.Actors.Generator;

/// <summary>Recognises the runtime's own types and attributes.</summary>
internal static class Known
{
    private const string Space = "ChainOfSight.Actors";

    public static bool Is(ITypeSymbol? type, string name) =>
        type?.Name == name && type.ContainingNamespace?.ToDisplayString() == Space;

    public static AttributeData? Attribute(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => Is(attribute.AttributeClass, name));

    public static bool Has(ISymbol symbol, string name) => Attribute(symbol, name) is not null;

    public static string? Alias(ISymbol symbol) => Attribute(symbol, "AliasAttribute")?.ConstructorArguments[0].Value as string;

    /// <summary>An interface that a proxy is written for: not one of the markers themselves.</summary>
    public static bool IsGrainInterface(INamedTypeSymbol type) =>
        type.AllInterfaces.Any(parent => Is(parent, "IGrain") || Is(parent, "ISystemTarget"))
        && !(type.ContainingNamespace.ToDisplayString() == Space && type.GetMembers().IsEmpty && type.Name.StartsWith("IGrainWith", System.StringComparison.Ordinal));

    public static bool IsAddressable(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Interface && (Is(type, "IAddressable") || type.AllInterfaces.Any(parent => Is(parent, "IAddressable")));

    public static bool IsGrainClass(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Class
        && !type.IsAbstract
        && !type.IsGenericType
        && type.AllInterfaces.Any(parent => Is(parent, "IGrainBase"))
        && type.AllInterfaces.Any(parent => Is(parent, "IGrain"));

    public static bool DerivesFrom(ITypeSymbol? type, string fullName)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (Names.Plain(type) == fullName)
            {
                return true;
            }
        }

        return false;
    }

    public static bool Implements(ITypeSymbol type, string fullName) =>
        Names.Plain(type) == fullName || type.AllInterfaces.Any(parent => Names.Plain(parent) == fullName);
}
