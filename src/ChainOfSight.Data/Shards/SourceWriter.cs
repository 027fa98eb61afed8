using System.Text.Json;
using ChainOfSight.Data.Samples;
using ChainOfSight.Storage;

namespace ChainOfSight.Data.Shards;

/// <summary>Writes a source: shards with their indexes first, <c>source.json</c> last. Holds one block of a shard in memory.</summary>
/// <param name="store">Where the source goes.</param>
/// <param name="options">How it is cut; the defaults where null.</param>
public sealed class SourceWriter(IBlobStore store, SourceWriterOptions? options = null)
{
    private readonly SourceWriterOptions options = options ?? new SourceWriterOptions();

    /// <summary>Writes all samples in their order.</summary>
    /// <param name="folder">Folder within the store.</param>
    /// <param name="name">Name of the source: letters, digits, '-' and '_'.</param>
    /// <param name="samples">Records with the bytes of their images as they are in the file; extension without dot (<c>png</c>), ignored without image.</param>
    /// <param name="cancellationToken">Stops the write; no source exists then.</param>
    /// <returns>The manifest that was written.</returns>
    /// <exception cref="SampleRefusedException">A record breaks a rule, or two have one id.</exception>
    /// <exception cref="Storage.UserErrorException">There is a source already, or no sample was given.</exception>
    public async Task<SourceManifest> WriteAsync(
        string folder,
        string name,
        IAsyncEnumerable<(SampleRecord Record, byte[]? Image, string Extension)> samples,
        CancellationToken cancellationToken = default)
    {
        var manifestName = $"{folder}/{SourceManifest.FileName}";
        var tally = new SourceTally(name);
        await MakeRoomAsync(manifestName, cancellationToken).ConfigureAwait(false);
        ShardWriter? shard = null;
        try
        {
            await foreach (var (record, image, extension) in samples.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                tally.Admit(record, image, extension);
                shard ??= await ShardWriter.StartAsync(store, folder, $"{name}-{tally.Shards.Count:D5}.tar", cancellationToken).ConfigureAwait(false);
                await shard.AddAsync(record, image, extension, cancellationToken).ConfigureAwait(false);
                if (shard.Samples >= options.SamplesPerShard || shard.Bytes >= options.BytesPerShard)
                {
                    tally.Shards.Add(await shard.CompleteAsync(cancellationToken).ConfigureAwait(false));
                    await shard.DisposeAsync().ConfigureAwait(false);
                    shard = null;
                }
            }

            if (shard is not null)
            {
                tally.Shards.Add(await shard.CompleteAsync(cancellationToken).ConfigureAwait(false));
            }
        }
        finally
        {
            if (shard is not null)
            {
                await shard.DisposeAsync().ConfigureAwait(false);
            }
        }

        var manifest = tally.ToManifest();
        var json = JsonSerializer.SerializeToUtf8Bytes(manifest, SampleJson.Default.SourceManifest);
        await store.WriteAsync(manifestName, json, BlobCondition.IfAbsent, cancellationToken).ConfigureAwait(false);
        return manifest;
    }

    private async Task MakeRoomAsync(string manifestName, CancellationToken cancellationToken)
    {
        if (options.Replace)
        {
            // The old source ends before the first of its shards is overwritten.
            await store.DeleteAsync(manifestName, BlobCondition.None, cancellationToken).ConfigureAwait(false);
        }
        else if (await store.FindAsync(manifestName, cancellationToken).ConfigureAwait(false) is not null)
        {
            throw new UserErrorException($"'{manifestName}' is in {store.Description} already. Choose another folder, or say that it is to be replaced (--replace).");
        }
    }
}
