using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChainOfSight.Data.Shards;
using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Unit.Shards;

/// <summary>A source made to harm, with all hashes right, is refused by a typed error and claims no memory.</summary>
public sealed class HostileShardTests
{
    private readonly MemoryBlobStore store = new();

    public static TheoryData<string, string> BrokenManifests => new()
    {
        { "", "not the JSON" },
        { "[]", "not the JSON" },
        { "null", "empty" },
        { """{"name":"x"}""", "required" },
        { """{"version":9}""", "version is 9" },
        { """{"samples":-1}""", "no samples" },
        { """{"samples":8}""", "shards hold 7" },
        { """{"shards":[]}""", "no samples" },
        { """{"shards":[null]}""", "null" },
        { """{"labels":null}""", "not the JSON" },
        { """{"shards":[{"name":"../../etc/x.tar","samples":7,"bytes":1,"sha256":"","indexSha256":""}]}""", "can't name a shard" },
        { """{"shards":[{"name":"a.tar","samples":7,"bytes":-1,"sha256":"","indexSha256":""}]}""", "-1 bytes" },
        { """{"samples":2000000000,"shards":[{"name":"a.tar","samples":2000000000,"bytes":1,"sha256":"","indexSha256":""}]}""", "legal are 0 to" },
        { """{"shards":[{"name":"a.tar","samples":7,"bytes":1,"sha256":"zz","indexSha256":""}]}""", "hexadecimal" },
    };

    [Theory]
    [MemberData(nameof(BrokenManifests))]
    public async Task Manifest_with_an_impossible_value_is_refused(string overlay, string reason)
    {
        await SampleSources.WriteAsync(store, 7);
        var manifest = Encoding.UTF8.GetString((await store.ReadAsync("data/toy/source.json")).Bytes);
        if (overlay.StartsWith('{') && !overlay.Contains("\"x\"", StringComparison.Ordinal))
        {
            var merged = JsonNode.Parse(manifest)!.AsObject();
            foreach (var (key, value) in JsonNode.Parse(overlay)!.AsObject())
            {
                merged[key] = value?.DeepClone();
            }

            overlay = merged.ToJsonString();
        }

        await store.WriteAsync("data/toy/source.json", Encoding.UTF8.GetBytes(overlay));
        var error = await Assert.ThrowsAsync<ShardFormatException>(() => SourceReader.OpenAsync(store, "data/toy"));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("data/toy/source.json", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(16, 8, long.MaxValue - 511)]
    [InlineData(16, 8, -512L)]
    [InlineData(16, 8, 100L)]
    [InlineData(24, 4, int.MaxValue)]
    [InlineData(24, 4, -1L)]
    [InlineData(28, 4, 0L)]
    [InlineData(28, 4, int.MaxValue)]
    [InlineData(32, 8, 0L)]
    [InlineData(32, 8, long.MaxValue)]
    [InlineData(40, 8, 0x2f2e2eL)]
    [InlineData(8, 4, int.MaxValue)]
    [InlineData(8, 4, 6L)]
    [InlineData(8, 4, -1L)]
    [InlineData(12, 4, 1L)]
    [InlineData(0, 8, 0L)]
    public async Task Index_with_an_impossible_value_is_refused(int at, int size, long value)
    {
        await SampleSources.WriteAsync(store, 7);
        await RewriteAsync("toy-00000.idx", bytes =>
        {
            var field = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(field, value);
            field.AsSpan(0, size).CopyTo(bytes.AsSpan(at));
        });
        var reader = await SourceReader.OpenAsync(store, "data/toy");
        await Assert.ThrowsAsync<ShardFormatException>(() => reader.ReadAsync(0, 0));
    }

    [Fact]
    public void Random_index_bytes_never_do_more_than_be_refused()
    {
        var random = new Random(11);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = new byte[16 + (64 * random.Next(4))];
            random.NextBytes(bytes);
            "COSIDX01"u8.CopyTo(bytes);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), (bytes.Length - 16) / 64);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), 64);
            var refused = Record.Exception(() => ShardIndex.Parse(bytes, 100_000, "index"));
            Assert.Equal(bytes.Length > 16, refused is ShardFormatException);
        }
    }

    [Theory]
    [InlineData(156, (byte)'2', "regular file")]
    [InlineData(156, (byte)'x', "regular file")]
    [InlineData(257, (byte)'U', "regular file")]
    [InlineData(100, (byte)'7', "checksum")]
    [InlineData(124, (byte)'9', "checksum")]
    public async Task Tar_header_that_shards_do_not_have_is_refused(int at, byte value, string reason)
    {
        await SampleSources.WriteAsync(store, 7);
        await RewriteAsync("toy-00000.tar", bytes => bytes[at] = value);
        var reader = await SourceReader.OpenAsync(store, "data/toy");
        var error = await Assert.ThrowsAsync<ShardFormatException>(() => reader.VerifyAsync(0));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_that_points_at_other_members_is_refused()
    {
        await SampleSources.WriteAsync(store, 7);
        await RewriteAsync("toy-00000.idx", bytes =>
        {
            // Sample 0 leaves the stage: the second takes its place, and a copy of the last closes the list.
            bytes.AsSpan(16 + 64, 64 * 6).CopyTo(bytes.AsSpan(16));
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), 6);
        }, keep: 16 + (64 * 6), samples: 6);
        var reader = await SourceReader.OpenAsync(store, "data/toy");
        var error = await Assert.ThrowsAsync<ShardFormatException>(() => reader.VerifyAsync(0));
        Assert.Contains("the index says", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Changes a blob and makes the manifest's hashes and counts fit the change.</summary>
    private async Task RewriteAsync(string name, Action<byte[]> change, int? keep = null, int? samples = null)
    {
        var (bytes, _) = await store.ReadAsync($"data/toy/{name}");
        change(bytes);
        bytes = bytes[..(keep ?? bytes.Length)];
        await store.WriteAsync($"data/toy/{name}", bytes);
        var manifest = JsonNode.Parse((await store.ReadAsync("data/toy/source.json")).Bytes)!;
        manifest["shards"]![0]![name.EndsWith(".idx", StringComparison.Ordinal) ? "indexSha256" : "sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (samples is { } count)
        {
            manifest["shards"]![0]!["samples"] = count;
            manifest["samples"] = count;
        }

        await store.WriteAsync("data/toy/source.json", Encoding.UTF8.GetBytes(manifest.ToJsonString()));
    }
}
