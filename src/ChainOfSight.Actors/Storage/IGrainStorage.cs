namespace ChainOfSight.Actors;

/// <summary>Reads and writes the state of grains, each write guarded by the ETag of the version that it replaces.</summary>
/// <remarks>The overloads with a token have a body that calls the ones without: a provider that can stop a call replaces it.</remarks>
public interface IGrainStorage
{
    /// <summary>Reads a state into <paramref name="grainState"/>; where there is no record, a new value, no ETag and <c>RecordExists</c> false.</summary>
    /// <typeparam name="T">Type of the state.</typeparam>
    /// <param name="stateName">Name of the state within the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">Takes what was read.</param>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <inheritdoc cref="ReadStateAsync{T}(string, GrainId, IGrainState{T})" />
    /// <typeparam name="T">Type of the state.</typeparam>
    /// <param name="stateName">Name of the state within the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">Takes what was read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        ReadStateAsync(stateName, grainId, grainState);

    /// <summary>Writes a state over the version named by its ETag (null: there must be none) and sets the new ETag.</summary>
    /// <typeparam name="T">Type of the state.</typeparam>
    /// <param name="stateName">Name of the state within the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">What to write.</param>
    /// <exception cref="InconsistentStateException">The store holds another version.</exception>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <inheritdoc cref="WriteStateAsync{T}(string, GrainId, IGrainState{T})" />
    /// <typeparam name="T">Type of the state.</typeparam>
    /// <param name="stateName">Name of the state within the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">What to write.</param>
    /// <param name="cancellationToken">Stops the call; the write may have happened nevertheless.</param>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        WriteStateAsync(stateName, grainId, grainState);

    /// <summary>Deletes the version named by the ETag; the state becomes a new value without ETag.</summary>
    /// <typeparam name="T">Type of the state.</typeparam>
    /// <param name="stateName">Name of the state within the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">The version last known.</param>
    /// <exception cref="InconsistentStateException">The store holds another version.</exception>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <inheritdoc cref="ClearStateAsync{T}(string, GrainId, IGrainState{T})" />
    /// <typeparam name="T">Type of the state.</typeparam>
    /// <param name="stateName">Name of the state within the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">The version last known.</param>
    /// <param name="cancellationToken">Stops the call; the record may be gone nevertheless.</param>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        ClearStateAsync(stateName, grainId, grainState);
}
