using ChainOfSight.Storage;

namespace ChainOfSight.Clustering;

/// <summary>
/// A conditional write whose reply may be lost: the content carries an id, and what is found afterwards tells whether it was this write.
/// </summary>
/// <param name="store">Where it goes.</param>
/// <param name="readId">Reads the id out of a content; null where it has none.</param>
internal sealed class RecognisedWrite(IBlobStore store, Func<byte[], string?> readId)
{
    /// <summary>Writes, and after a failure looks whether it was written nevertheless.</summary>
    /// <returns>The ETag of the written version, or null where another version stands there.</returns>
    /// <exception cref="Exception">The store failed and this write is not found there. It may still land: read before deciding anew.</exception>
    public async Task<string?> WriteAsync(string name, byte[] content, string id, BlobCondition condition, CancellationToken cancellationToken)
    {
        try
        {
            return (await store.WriteAsync(name, content, condition, cancellationToken)).ETag;
        }
        catch (BlobConditionFailedException)
        {
            // The store's client may have sent it twice and lost the first reply.
            return await FindOwnAsync(name, id, cancellationToken);
        }
        catch (Exception e) when (e is not (UserErrorException or OperationCanceledException))
        {
            if (await TryFindOwnAsync(name, id, cancellationToken) is { } etag)
            {
                return etag;
            }

            throw;
        }
    }

    private async Task<string?> TryFindOwnAsync(string name, string id, CancellationToken cancellationToken)
    {
        try
        {
            return await FindOwnAsync(name, id, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return null;
        }
    }

    private async Task<string?> FindOwnAsync(string name, string id, CancellationToken cancellationToken)
    {
        try
        {
            var (found, properties) = await store.ReadAsync(name, cancellationToken: cancellationToken);
            return readId(found) == id ? properties.ETag : null;
        }
        catch (BlobNotFoundException)
        {
            return null;
        }
    }
}
