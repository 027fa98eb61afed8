using System.Security.Cryptography;
using ChainOfSight.Storage;

namespace ChainOfSight.Data.Shards;

/// <summary>
/// Reads samples of a source in any order: one range read each, checked against the hash in the shard's index, which is checked
/// against the manifest. Safe for many threads; keeps the indexes of the shards used last.
/// </summary>
public sealed class SourceReader
{
    private readonly IBlobStore store;
    private readonly string folder;
    private readonly IoRetry retry;
    private readonly ShardIndexCache indexes;

    private SourceReader(IBlobStore store, string folder, SourceManifest manifest, IoRetry retry, string name)
    {
        (this.store, this.folder, this.retry, Manifest, Name) = (store, folder, retry, manifest, name);
        indexes = new ShardIndexCache(LoadIndexAsync);
    }

    /// <summary>What the source holds.</summary>
    public SourceManifest Manifest { get; }

    /// <summary>Name under which the samples are known: the manifest's, unless it was opened under another.</summary>
    public string Name { get; }

    /// <summary>Opens a source by its manifest; no shard is touched.</summary>
    /// <param name="store">The store.</param>
    /// <param name="folder">Folder of the source within the store.</param>
    /// <param name="retry">How reads are repeated; the defaults where null.</param>
    /// <param name="name">Another name for it; the manifest's where null.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="BlobNotFoundException">There is no source in that folder.</exception>
    /// <exception cref="ShardFormatException">Its manifest is none.</exception>
    public static async Task<SourceReader> OpenAsync(
        IBlobStore store, string folder, IoRetry? retry = null, string? name = null, CancellationToken cancellationToken = default)
    {
        var file = $"{folder}/{SourceManifest.FileName}";
        var (bytes, _) = await store.ReadAsync(file, ShardLimits.ManifestBytes, cancellationToken).ConfigureAwait(false);
        var manifest = SourceManifestReader.Parse(bytes, $"'{file}' in {store.Description}");
        return new SourceReader(store, folder, manifest, retry ?? new IoRetry(), name ?? manifest.Name);
    }

    /// <summary>Reads one sample.</summary>
    /// <param name="shard">Index of the shard in the manifest.</param>
    /// <param name="index">Index of the sample in the shard.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ShardDamagedException">The bytes are not those that were written.</exception>
    /// <exception cref="DataReadException">The store failed at every attempt.</exception>
    public async Task<StoredSample> ReadAsync(int shard, int index, CancellationToken cancellationToken = default)
    {
        var info = Manifest.Shards[shard];
        var entry = (await indexes.GetAsync(shard, cancellationToken).ConfigureAwait(false))[index];
        var where = $"Source '{Name}', shard '{info.Name}', sample {index} at byte {entry.ImageOffset}";
        var bytes = await retry.RunAsync(where, token => ReadVerifiedAsync(info, entry, where, token), cancellationToken).ConfigureAwait(false);
        return new StoredSample
        {
            Source = Name,
            Shard = info.Name,
            Index = index,
            Offset = entry.ImageOffset,
            Sha256 = Convert.ToHexStringLower(entry.Sha256.Span),
            Image = bytes.AsMemory(0, entry.ImageLength),
            Record = bytes.AsMemory((int)(entry.RecordOffset - entry.ImageOffset), entry.RecordLength),
        };
    }

    /// <summary>All samples in the order in which they were written, from one of them on.</summary>
    /// <param name="first">How many to leave out at the beginning.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async IAsyncEnumerable<StoredSample> ReadAllAsync(
        long first = 0, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var shard = 0; shard < Manifest.Shards.Count; shard++)
        {
            var samples = Manifest.Shards[shard].Samples;
            for (var index = (int)Math.Min(first, samples); index < samples; index++)
            {
                yield return await ReadAsync(shard, index, cancellationToken).ConfigureAwait(false);
            }

            first = Math.Max(0, first - samples);
        }
    }

    /// <summary>Reads every byte of a shard and compares it with manifest and index.</summary>
    /// <param name="shard">Index of the shard in the manifest.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ShardDamagedException">A hash or size differs.</exception>
    /// <exception cref="ShardFormatException">The tar does not hold what its index says.</exception>
    public async Task VerifyAsync(int shard, CancellationToken cancellationToken = default)
    {
        var info = Manifest.Shards[shard];
        var index = await indexes.GetAsync(shard, cancellationToken).ConfigureAwait(false);
        await retry.RunAsync(
            $"Source '{Name}', shard '{info.Name}'",
            async token =>
            {
                await using var content = await store.OpenReadAsync($"{folder}/{info.Name}", BlobRange.All, token).ConfigureAwait(false);
                await new ShardVerifier(info, index, $"Source '{Name}', shard '{info.Name}'").VerifyAsync(content.Stream, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<byte[]> ReadVerifiedAsync(ShardInfo info, ShardEntry entry, string where, CancellationToken cancellationToken)
    {
        var bytes = await store.ReadRangeAsync($"{folder}/{info.Name}", entry.ImageOffset, (int)(entry.End - entry.ImageOffset), cancellationToken).ConfigureAwait(false);
        var hash = SampleHash.Of(bytes.AsSpan(0, entry.ImageLength), bytes.AsSpan((int)(entry.RecordOffset - entry.ImageOffset), entry.RecordLength));
        return entry.Sha256.Span.SequenceEqual(hash) ? bytes : throw new ShardDamagedException(where, "the bytes read do not have the hash of the sample.");
    }

    private async Task<ShardIndex> LoadIndexAsync(int shard, CancellationToken cancellationToken)
    {
        var info = Manifest.Shards[shard];
        var name = $"{folder}/{info.IndexName}";
        var bytes = await retry.RunAsync(
            $"Index '{name}'",
            async token =>
            {
                var read = await store.ReadRangeAsync(name, 0, (int)ShardIndex.SizeOf(info.Samples), token).ConfigureAwait(false);
                return Convert.ToHexStringLower(SHA256.HashData(read)) == info.IndexSha256
                    ? read
                    : throw new ShardDamagedException($"Index '{name}' of source '{Name}'", "its bytes do not have the hash that the manifest states.");
            },
            cancellationToken).ConfigureAwait(false);
        return ShardIndex.Parse(bytes, info.Bytes, $"Index '{name}' of source '{Name}'");
    }
}
