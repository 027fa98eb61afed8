namespace ChainOfSight.Storage;

/// <summary>An open blob: the bytes asked for and the properties of the version they come from.</summary>
/// <param name="stream">The bytes of the range; disposed with this object.</param>
/// <param name="properties">Properties of the whole blob, not of the range.</param>
public sealed class BlobContent(Stream stream, BlobProperties properties) : IAsyncDisposable, IDisposable
{
    /// <summary>The bytes of the range that was asked for.</summary>
    public Stream Stream => stream;

    /// <summary>Properties of the whole blob that is being read.</summary>
    public BlobProperties Properties => properties;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => stream.DisposeAsync();

    /// <inheritdoc />
    public void Dispose() => stream.Dispose();
}
