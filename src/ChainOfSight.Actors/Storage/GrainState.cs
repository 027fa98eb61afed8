namespace ChainOfSight.Actors;

/// <summary>The plain <see cref="IGrainState{T}"/>.</summary>
/// <typeparam name="T">Type of the state.</typeparam>
public sealed class GrainState<T> : IGrainState<T>
{
    /// <summary>Without a value.</summary>
    public GrainState()
    {
    }

    /// <summary>With a value that no store knows yet.</summary>
    /// <param name="state">The value.</param>
    public GrainState(T? state)
        : this(state, null)
    {
    }

    /// <summary>With a value and the version that it has in the store.</summary>
    /// <param name="state">The value.</param>
    /// <param name="eTag">Its version; null for none.</param>
    public GrainState(T? state, string? eTag) => (State, ETag) = (state, eTag);

    /// <inheritdoc />
    public T? State { get; set; }

    /// <inheritdoc />
    public string? ETag { get; set; }

    /// <inheritdoc />
    public bool RecordExists { get; set; }
}
