namespace ChainOfSight.Actors;

/// <summary>The name of a type or method in messages and stored state, which stays when the code is renamed.</summary>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method, AllowMultiple = true)]
public sealed class AliasAttribute : Attribute
{
    /// <summary>Gives it a name.</summary>
    public AliasAttribute(string alias) => Alias = alias;

    /// <summary>The name, unique in the program.</summary>
    public string Alias { get; }
}
