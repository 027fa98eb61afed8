using System.Text;
using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;

namespace ChainOfSight.Tests.Unit.Training.Checkpoints;

/// <summary>A checkpoint exists as a whole or not at all, and what is damaged is passed over with a warning.</summary>
public sealed class CheckpointStoreTests
{
    private readonly MemoryBlobStore store = new();
    private readonly List<string> warnings = [];

    [Fact]
    public async Task Checkpoint_reads_back_as_it_was_written()
    {
        var name = CheckpointSamples.Name();
        await WriteAsync(name);

        var content = await new CheckpointReader(store).ReadAsync(name);

        Assert.Equal(160, content.State.Position);
        Assert.Equal(["decoder.norm.weight", "resampler.norm.weight"], content.Weights.Keys.Order());
        Assert.Equal(CheckpointSamples.Content(name).Weights["decoder.norm.weight"].Bytes.ToArray(), content.Weights["decoder.norm.weight"].Bytes.ToArray());
        Assert.Equal("runs/tiny/checkpoints/pre-00000010/000001-local/manifest.json", name.Manifest);
        Assert.Equal(name, CheckpointName.Parse(name.Manifest));
    }

    [Fact]
    public async Task Cut_after_any_write_leaves_the_checkpoint_before_as_the_newest()
    {
        var names = new List<string>();
        await WriteAsync(CheckpointSamples.Name(step: 10));
        await WriteAsync(CheckpointSamples.Name(step: 20));
        await foreach (var item in store.ListAsync(CheckpointSamples.Name(step: 20).Folder))
        {
            names.Add(item.Name);
        }

        Assert.Equal(4, names.Count);
        foreach (var missing in names)
        {
            var (bytes, _) = await store.ReadAsync(missing);
            await store.DeleteAsync(missing, BlobCondition.None);
            Assert.Equal(10, (await NewestAsync())!.Value.Name.Step);
            Assert.Contains(warnings, warning => warning.Contains("pre-00000020", StringComparison.Ordinal));
            await store.WriteAsync(missing, bytes);
        }

        Assert.Equal(20, (await NewestAsync())!.Value.Name.Step);
    }

    [Fact]
    public async Task Any_flipped_byte_is_found_and_named()
    {
        var name = CheckpointSamples.Name();
        await WriteAsync(name);
        foreach (var file in new[] { "weights.safetensors", "optimizer.safetensors", "state.json" })
        {
            var (bytes, _) = await store.ReadAsync(name.Folder + file);
            bytes[^1] ^= 1;
            await store.WriteAsync(name.Folder + file, bytes);

            var error = await Assert.ThrowsAsync<CheckpointException>(() => new CheckpointReader(store).VerifyAsync(name));

            Assert.Contains(file, error.Message, StringComparison.Ordinal);
            Assert.Contains("SHA-256", error.Message, StringComparison.Ordinal);
            bytes[^1] ^= 1;
            await store.WriteAsync(name.Folder + file, bytes);
        }

        await new CheckpointReader(store).VerifyAsync(name);
    }

    [Theory]
    [InlineData("{ \"version\": 2, \"objects\": [] }", "version 2")]
    [InlineData("{ \"version\": 1", "damaged")]
    [InlineData("{ \"version\": 1 }", "damaged")]
    public async Task Manifest_of_another_version_or_damaged_is_refused(string manifest, string expected)
    {
        var name = CheckpointSamples.Name();
        await WriteAsync(name);
        await store.WriteAsync(name.Manifest, Encoding.UTF8.GetBytes(manifest));

        var error = await Assert.ThrowsAsync<CheckpointException>(() => new CheckpointReader(store).ReadAsync(name));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Null(await NewestAsync());
    }

    [Fact]
    public async Task Same_content_may_be_written_again_and_another_may_not()
    {
        var name = CheckpointSamples.Name();
        await WriteAsync(name);
        await WriteAsync(name);

        var error = await Assert.ThrowsAsync<CheckpointException>(
            () => new CheckpointWriter(store).WriteAsync(name, CheckpointSamples.Content(name, value: 5)));

        Assert.Contains("never overwritten", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pointer_of_an_older_generation_is_not_moved()
    {
        var catalog = new CheckpointCatalog(store);
        await catalog.PointAsync(CheckpointSamples.Name(step: 10, generation: 2));
        await catalog.PointAsync(CheckpointSamples.Name(step: 20, generation: 2));

        var error = await Assert.ThrowsAsync<CheckpointException>(() => catalog.PointAsync(CheckpointSamples.Name(step: 30, generation: 1)));

        Assert.Contains("generation 2", error.Message, StringComparison.Ordinal);
        Assert.Equal(20, (await catalog.ReadLatestAsync("tiny")).Pointer!.Step);
    }

    [Fact]
    public async Task Pointer_behind_newer_checkpoints_is_obeyed()
    {
        await WriteAsync(CheckpointSamples.Name(step: 10));
        await WriteAsync(CheckpointSamples.Name(step: 20));
        await new CheckpointCatalog(store).PointAsync(CheckpointSamples.Name(step: 10));

        Assert.Equal(10, (await NewestAsync())!.Value.Name.Step);
    }

    [Fact]
    public async Task Deleted_checkpoint_leaves_nothing()
    {
        await WriteAsync(CheckpointSamples.Name());

        await new CheckpointCatalog(store).DeleteAsync(CheckpointSamples.Name());

        Assert.Empty(await new CheckpointCatalog(store).ListAsync("tiny"));
    }

    private async Task WriteAsync(CheckpointName name) => await new CheckpointWriter(store).WriteAsync(name, CheckpointSamples.Content(name));

    private Task<(CheckpointName Name, CheckpointContent Content)?> NewestAsync() => new CheckpointCatalog(store).FindNewestAsync("tiny", warnings.Add);
}
