using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;
using ChainOfSight.Data.Samples;
using ChainOfSight.Storage;

namespace ChainOfSight.Data.Shards;

/// <summary>Writes one shard and its index. Equal samples give equal bytes, whenever and wherever they are written.</summary>
internal sealed class ShardWriter : IAsyncDisposable
{
    private readonly IBlobStore store;
    private readonly string folder;
    private readonly string name;
    private readonly BlobUpload upload;
    private readonly HashingUploadStream stream;
    private readonly TarWriter tar;
    private readonly List<ShardEntry> entries = [];

    private ShardWriter(IBlobStore store, string folder, string name, BlobUpload upload)
    {
        (this.store, this.folder, this.name, this.upload) = (store, folder, name, upload);
        stream = new HashingUploadStream(upload);
        tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true);
    }

    public int Samples => entries.Count;

    public long Bytes => stream.Length;

    public static async Task<ShardWriter> StartAsync(IBlobStore store, string folder, string name, CancellationToken cancellationToken) =>
        new(store, folder, name, await store.StartUploadAsync($"{folder}/{name}", BlobCondition.None, cancellationToken).ConfigureAwait(false));

    public async Task AddAsync(SampleRecord record, byte[]? image, string extension, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(record, SampleJson.Default.SampleRecord);
        var imageOffset = image is null ? 0 : await AddMemberAsync($"{record.Id}.{extension}", image, cancellationToken).ConfigureAwait(false);
        var recordOffset = await AddMemberAsync($"{record.Id}.json", json, cancellationToken).ConfigureAwait(false);
        entries.Add(new ShardEntry(
            image is null ? recordOffset : imageOffset, image?.Length ?? 0, image is null ? "" : extension, recordOffset, json.Length, SampleHash.Of(image, json)));
    }

    public async Task<ShardInfo> CompleteAsync(CancellationToken cancellationToken)
    {
        await tar.DisposeAsync().ConfigureAwait(false);
        var bytes = stream.Length;
        var hash = await stream.CommitAsync(cancellationToken).ConfigureAwait(false);
        var index = ShardIndex.Write(entries);
        await store.WriteAsync($"{folder}/{ShardInfo.NameOfIndex(name)}", index, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new ShardInfo
        {
            Name = name,
            Samples = entries.Count,
            Bytes = bytes,
            Sha256 = hash,
            IndexSha256 = Convert.ToHexStringLower(SHA256.HashData(index)),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await tar.DisposeAsync().ConfigureAwait(false);
        await stream.DisposeAsync().ConfigureAwait(false);
        await upload.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<long> AddMemberAsync(string member, byte[] content, CancellationToken cancellationToken)
    {
        // A fixed time keeps the bytes a function of the samples alone.
        var entry = new UstarTarEntry(TarEntryType.RegularFile, member)
        {
            DataStream = new MemoryStream(content, writable: false),
            ModificationTime = DateTimeOffset.UnixEpoch,
        };
        await tar.WriteEntryAsync(entry, cancellationToken).ConfigureAwait(false);
        return stream.Length - ShardEntryRule.RoundUp(content.Length);
    }
}
