namespace ChainOfSight.Actors;

/// <summary>A grain's stored record.</summary>
public interface IStorage
{
    /// <summary>The version that was read or written last; null if there is none.</summary>
    string? Etag { get; }

    /// <summary>True if the record was there when last read or written.</summary>
    bool RecordExists { get; }

    /// <summary>Removes the record.</summary>
    /// <exception cref="InconsistentStateException">Another writer was faster.</exception>
    Task ClearStateAsync();

    /// <summary>Writes the record if nobody else did since it was read.</summary>
    /// <exception cref="InconsistentStateException">Another writer was faster; the activation is replaced.</exception>
    Task WriteStateAsync();

    /// <summary>Reads the record anew; changes that were not written are lost.</summary>
    Task ReadStateAsync();

    /// <inheritdoc cref="ClearStateAsync()"/>
    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    /// <inheritdoc cref="WriteStateAsync()"/>
    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    /// <inheritdoc cref="ReadStateAsync()"/>
    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}
