using ChainOfSight.Storage;

namespace ChainOfSight.Training.Checkpoints;

/// <summary>
/// Checkpoints that retention spares because somebody wants to keep them: <c>runs/{run}/pins.json</c>, swapped by ETag. Whoever deletes checkpoints reads it
/// first; whoever sets a pin needs no cluster.
/// </summary>
/// <param name="store">The store of the run.</param>
public sealed class CheckpointPins(IBlobStore store)
{
    /// <summary>Name of the blob.</summary>
    public static string BlobName(string run) => $"runs/{run}/pins.json";

    /// <summary>Folders of the pinned checkpoints of a run.</summary>
    /// <exception cref="CheckpointException">The list is damaged.</exception>
    public async Task<IReadOnlySet<string>> ReadAsync(string run, CancellationToken cancellationToken = default) =>
        (await ReadTaggedAsync(run, cancellationToken).ConfigureAwait(false)).Folders;

    /// <summary>Pins a checkpoint, or lets it go.</summary>
    /// <param name="name">The checkpoint.</param>
    /// <param name="pinned">True: retention spares it from now on.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="CheckpointException">The list is damaged.</exception>
    public async Task SetAsync(CheckpointName name, bool pinned, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        while (true)
        {
            var (folders, etag) = await ReadTaggedAsync(name.Run, cancellationToken).ConfigureAwait(false);
            var next = pinned ? folders.Append(name.Folder).ToHashSet() : folders.Where(folder => folder != name.Folder).ToHashSet();
            if (next.SetEquals(folders))
            {
                return;
            }

            try
            {
                await store.WriteAsync(
                    BlobName(name.Run), CheckpointJson.Write<string[]>([.. next.Order(StringComparer.Ordinal)]), etag is null ? BlobCondition.IfAbsent : BlobCondition.IfMatch(etag), cancellationToken)
                    .ConfigureAwait(false);
                return;
            }
            catch (BlobConditionFailedException)
            {
                // Someone else set a pin in between: both are to stand.
            }
        }
    }

    private async Task<(IReadOnlySet<string> Folders, string? ETag)> ReadTaggedAsync(string run, CancellationToken cancellationToken)
    {
        var blob = BlobName(run);
        if (await store.FindAsync(blob, cancellationToken).ConfigureAwait(false) is null)
        {
            return (new HashSet<string>(), null);
        }

        var (bytes, properties) = await store.ReadAsync(blob, 1 << 20, cancellationToken).ConfigureAwait(false);
        return (CheckpointJson.Read<string[]>(bytes, blob).ToHashSet(), properties.ETag);
    }
}
