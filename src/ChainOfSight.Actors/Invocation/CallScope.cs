using System.Collections.Immutable;

namespace ChainOfSight.Actors.Invocation;

/// <summary>What flows with the asynchronous code of a request: the chain of calls that led to it and the request context.</summary>
internal sealed class CallScope
{
    public static readonly ImmutableDictionary<string, object> NoValues = ImmutableDictionary<string, object>.Empty;

    public static readonly CallScope Empty = new(null, NoValues);

    private static readonly AsyncLocal<CallScope?> Flowing = new();

    public CallScope(CallChain? chain, ImmutableDictionary<string, object> values) => (Chain, Values) = (chain, values);

    public static CallScope? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    /// <summary>Null outside of requests.</summary>
    public CallChain? Chain { get; }

    public ImmutableDictionary<string, object> Values { get; }

    public CallScope With(string key, object value) => new(Chain, Values.SetItem(key, value));

    public CallScope Without(string key) => new(Chain, Values.Remove(key));

    public CallScope WithoutValues() => new(Chain, NoValues);

    public CallScope Reentrant() => new(Chain is null ? null : Chain with { AllowsReentry = true }, Values);
}
