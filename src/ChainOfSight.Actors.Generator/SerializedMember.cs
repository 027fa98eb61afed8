using Microsoft.CodeAnalysis;

namespace ChainOfSight.Actors.Generator;

/// <summary>A member that is serialized.</summary>
internal sealed class SerializedMember
{
    public SerializedMember(ISymbol symbol, ITypeSymbol type, uint key, IParameterSymbol? parameter, string codec, bool immutable)
    {
        (Symbol, Type, Key, Parameter, Codec, Immutable) = (symbol, type, key, parameter, codec, immutable);
    }

    public ISymbol Symbol { get; }

    public ITypeSymbol Type { get; }

    /// <summary>Its key in the serialized form.</summary>
    public uint Key { get; }

    /// <summary>The constructor's parameter that sets it; null if it is set afterwards.</summary>
    public IParameterSymbol? Parameter { get; }

    public string Codec { get; }

    /// <summary>True if it is marked [Immutable].</summary>
    public bool Immutable { get; }

    /// <summary>True if nothing but construction sets it.</summary>
    public bool IsReadOnly => Symbol switch
    {
        IPropertySymbol property => property.SetMethod is null || property.SetMethod.IsInitOnly,
        IFieldSymbol plain => plain.IsReadOnly,
        _ => false,
    };
}
