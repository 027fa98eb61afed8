using ChainOfSight.Actors.Invocation;

namespace ChainOfSight.Actors;

/// <summary>Values that travel with calls, from a caller to all that it calls; changes do not travel back.</summary>
public static class RequestContext
{
    /// <summary>The names that are set.</summary>
    public static IEnumerable<string> Keys => CallScope.Current?.Values.Keys ?? [];

    /// <summary>The names and values that are set.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries => CallScope.Current?.Values ?? CallScope.NoValues;

    /// <summary>A value; null if it is not set.</summary>
    public static object? Get(string key) => CallScope.Current?.Values.GetValueOrDefault(key);

    /// <summary>Sets a value for all further calls of this asynchronous flow.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="value">A text, number, truth value or <see cref="Guid"/>.</param>
    public static void Set(string key, object value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        CallScope.Current = (CallScope.Current ?? CallScope.Empty).With(key, value);
    }

    /// <summary>Removes a value; false if it was not set.</summary>
    public static bool Remove(string key)
    {
        if (CallScope.Current is not { } scope || !scope.Values.ContainsKey(key))
        {
            return false;
        }

        CallScope.Current = scope.Without(key);
        return true;
    }

    /// <summary>Removes all values.</summary>
    public static void Clear() => CallScope.Current = CallScope.Current?.WithoutValues();

    /// <summary>
    /// Until disposed, grains that are called from here may call back into this grain while it waits for them. Without it such a call
    /// fails as a cycle.
    /// </summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var before = CallScope.Current;
        CallScope.Current = before?.Reentrant();
        return new(before);
    }

    /// <summary>Ends <see cref="AllowCallChainReentrancy"/> when disposed.</summary>
    public readonly struct ReentrancySection : IDisposable
    {
        private readonly CallScope? _before;

        internal ReentrancySection(object? before) => _before = (CallScope?)before;

        /// <inheritdoc/>
        public void Dispose() => CallScope.Current = _before;
    }
}
