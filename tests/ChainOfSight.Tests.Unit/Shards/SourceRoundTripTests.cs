using System.Formats.Tar;
using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Shards;
using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Unit.Shards;

/// <summary>What is written to a source is read from it, by us and by any reader of tar.</summary>
public sealed class SourceRoundTripTests
{
    private readonly MemoryBlobStore store = new();

    [Fact]
    public async Task Samples_come_back_in_order_with_their_bytes()
    {
        await SampleSources.WriteAsync(store, 23);
        var reader = await SourceReader.OpenAsync(store, "data/toy");
        var i = 0;
        await foreach (var sample in reader.ReadAllAsync())
        {
            Assert.Equal(i % 5 == 4 ? [] : SampleSources.Image(i), sample.Image.ToArray());
            Assert.Equivalent(SampleSources.Record($"s{i}"), StoredSampleReader.ReadRecord(sample), strict: true);
            Assert.Equal(("toy", i % 7), (sample.Source, sample.Index));
            i++;
        }

        Assert.Equal(23, i);
        Assert.Equal(23 - 15, await reader.ReadAllAsync(15).CountAsync());
    }

    [Fact]
    public async Task Manifest_counts_shards_images_turns_and_labels()
    {
        await SampleSources.WriteAsync(store, 23);
        var manifest = (await SourceReader.OpenAsync(store, "data/toy")).Manifest;
        Assert.Equal([7, 7, 7, 2], manifest.Shards.Select(shard => shard.Samples));
        Assert.Equal((23, 19, 23), (manifest.Samples, manifest.Images, manifest.Captions));
        Assert.Equal(["cat", "dog", "emu"], manifest.Labels);
        Assert.Equal(23, manifest.Turns[SampleTask.Question]);
    }

    [Fact]
    public async Task Shard_is_a_tar_that_any_reader_of_webdataset_reads()
    {
        await SampleSources.WriteAsync(store, 6);
        var (bytes, _) = await store.ReadAsync("data/toy/toy-00000.tar");
        using var tar = new TarReader(new MemoryStream(bytes));
        var names = new List<string>();
        while (tar.GetNextEntry() is { } entry)
        {
            names.Add(entry.Name);
            if (entry.Name == "s2.png")
            {
                var content = new MemoryStream();
                entry.DataStream!.CopyTo(content);
                Assert.Equal(SampleSources.Image(2), content.ToArray());
            }
        }

        Assert.Equal(["s0.png", "s0.json", "s1.png", "s1.json", "s2.png", "s2.json", "s3.png", "s3.json", "s4.json", "s5.png", "s5.json"], names);
    }

    [Fact]
    public async Task Equal_samples_give_equal_bytes()
    {
        var first = await SampleSources.WriteAsync(store, 9);
        var second = await SampleSources.WriteAsync(new MemoryBlobStore(), 9);
        Assert.Equal(first.Shards, second.Shards);
    }

    [Fact]
    public async Task Every_shard_verifies()
    {
        await SampleSources.WriteAsync(store, 23);
        var reader = await SourceReader.OpenAsync(store, "data/toy");
        for (var shard = 0; shard < reader.Manifest.Shards.Count; shard++)
        {
            await reader.VerifyAsync(shard);
        }
    }

    [Fact]
    public async Task Source_that_is_there_is_kept_unless_it_is_to_be_replaced()
    {
        await SampleSources.WriteAsync(store, 3);
        var error = await Assert.ThrowsAsync<UserErrorException>(() => SampleSources.WriteAsync(store, 4));
        Assert.Contains("already", error.Message, StringComparison.Ordinal);
        await new SourceWriter(store, new SourceWriterOptions { Replace = true }).WriteAsync("data/toy", "toy", SampleSources.Samples(4));
        Assert.Equal(4, (await SourceReader.OpenAsync(store, "data/toy")).Manifest.Samples);
    }

    [Fact]
    public async Task Empty_source_is_refused()
    {
        var error = await Assert.ThrowsAsync<UserErrorException>(() => SampleSources.WriteAsync(store, 0));
        Assert.Contains("at least one", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Source_that_is_not_there_is_named()
    {
        var error = await Assert.ThrowsAsync<BlobNotFoundException>(() => SourceReader.OpenAsync(store, "data/none"));
        Assert.Contains("data/none/source.json", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, SampleRecord, string> Refused => new()
    {
        { "id", new SampleRecord { Id = "a.b" }, "png" },
        { "id", new SampleRecord { Id = "../x" }, "png" },
        { "answer", new SampleRecord { Id = "a", Turns = [new SampleTurn(SampleTask.Question, "q", " ")] }, "png" },
        { "box", new SampleRecord { Id = "a", Boxes = [new LabelledBox("b", 0.5, 0, 0.5, 1)] }, "png" },
        { "box", new SampleRecord { Id = "a", Boxes = [new LabelledBox("b", double.NaN, 0, 0.5, 1)] }, "png" },
        { "extension", new SampleRecord { Id = "a" }, "PNG" },
        { "extension", new SampleRecord { Id = "a" }, "json" },
        { "same id", new SampleRecord { Id = "s0" }, "png" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Sample_that_breaks_a_rule_is_refused_and_no_source_appears(string rule, SampleRecord record, string extension)
    {
        var samples = SampleSources.Samples(1).Append((record, [1], extension));
        var error = await Assert.ThrowsAsync<SampleRefusedException>(() => new SourceWriter(store).WriteAsync("data/toy", "toy", samples));
        Assert.Contains(rule, error.Message, StringComparison.Ordinal);
        Assert.Null(await store.FindAsync("data/toy/source.json"));
    }
}
