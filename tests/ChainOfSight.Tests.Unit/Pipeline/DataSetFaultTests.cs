using ChainOfSight.Data.Collation;
using ChainOfSight.Data.Prompts;
using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Shards;
using ChainOfSight.Data.Sources;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Unit.Prompts;

namespace ChainOfSight.Tests.Unit.Pipeline;

/// <summary>Settings that can't work are refused when the data set is opened, all faults at once.</summary>
public sealed class DataSetFaultTests
{
    private readonly MemoryBlobStore store = new();

    [Fact]
    public async Task All_faults_are_reported_at_once()
    {
        var pictures = await PictureSource.WriteAsync(store, "pictures", 3);
        var error = await Assert.ThrowsAsync<DataSetException>(() => DataSet.OpenAsync(new DataSetSettings
        {
            Sources = [pictures with { Weight = -1 }, pictures, pictures with { HeldOutShare = 1 }],
            Form = SlotForm.Conversation,
            SlotsPerStep = 1,
            SamplesPerSlot = 1,
            Prompts = new PromptOptions { Tasks = new Dictionary<SampleTask, double> { [SampleTask.Box] = 1 } },
        }));
        string[] expected = ["listed twice", "weight", "held-out share", "tokenizer", "no turn of the stage's tasks (Box); it has Caption"];
        Assert.All(expected, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SlotForm.Classes, "has no images")]
    [InlineData(SlotForm.Conversation, "has no images")]
    public async Task Source_without_images_is_refused_where_they_are_needed(SlotForm form, string reason)
    {
        await new SourceWriter(store).WriteAsync("data/words", "words", Words());
        var error = await Assert.ThrowsAsync<DataSetException>(() => DataSet.OpenAsync(Settings(new() { Store = store, Folder = "data/words" }, form)));
        Assert.Contains("'words' " + reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_source_is_named()
    {
        var error = await Assert.ThrowsAsync<BlobNotFoundException>(() => DataSet.OpenAsync(Settings(new() { Store = store, Folder = "data/none" }, SlotForm.Text)));
        Assert.Contains("data/none", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_sources_written_under_one_name_are_told_apart_by_names_of_the_run()
    {
        var (one, two) = (await PictureSource.WriteAsync(store, "pictures", 4), await PictureSource.WriteAsync(new MemoryBlobStore(), "pictures", 4));
        await using var data = await DataSet.OpenAsync(Settings(one, SlotForm.Classes) with { Sources = [one, two with { Name = "more" }], SamplesPerSlot = 8 });
        var ids = (await data.SlotAsync(0, 0)).SampleIds;
        Assert.Equal(8, ids.Distinct().Count());
        Assert.Equal(4, ids.Count(id => id.StartsWith("more/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Part_that_is_empty_is_named()
    {
        var pictures = await PictureSource.WriteAsync(store, "pictures", 3);
        var error = await Assert.ThrowsAsync<DataSetException>(() => DataSet.OpenAsync(Settings(pictures, SlotForm.Classes) with { HeldOut = true }));
        Assert.Contains("none are held out", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Held_out_and_training_parts_share_no_sample_and_miss_none()
    {
        var pictures = await PictureSource.WriteAsync(store, "pictures", 40);
        var settings = Settings(pictures with { HeldOutShare = 0.25 }, SlotForm.Classes) with { SamplesPerSlot = 10 };
        await using var training = await DataSet.OpenAsync(settings);
        await using var heldOut = await DataSet.OpenAsync(settings with { HeldOut = true, Seed = 99 });
        Assert.Equal((30L, 10L), (training.SamplesPerEpoch.Single(), heldOut.SamplesPerEpoch.Single()));
        var trained = new List<string>();
        for (var step = 0; step < 3; step++)
        {
            trained.AddRange((await training.SlotAsync(step, 0)).SampleIds);
        }

        var held = (await heldOut.SlotAsync(0, 0)).SampleIds;
        Assert.Equal(40, trained.Concat(held).Distinct().Count());
        Assert.Equal(held.Order(), (await heldOut.SlotAsync(1, 0)).SampleIds.Order());
    }

    [Fact]
    public async Task Classes_are_the_labels_of_all_sources_and_targets_follow_them()
    {
        await using var data = await DataSet.OpenAsync(Settings(await PictureSource.WriteAsync(store, "pictures", 4), SlotForm.Classes) with { SamplesPerSlot = 4 });
        Assert.Equal(["even", "odd"], data.Classes);
        var batch = await data.SlotAsync(0, 0);
        for (var i = 0; i < 4; i++)
        {
            var isOdd = batch.SampleIds[i][^1] is '1' or '3';
            Assert.Equal(isOdd ? [0f, 1f] : [1f, 0f], batch.ClassTargets[(2 * i)..((2 * i) + 2)]);
        }

        await using var fewer = await DataSet.OpenAsync(Settings(new() { Store = store, Folder = "data/pictures" }, SlotForm.Classes) with { Classes = ["odd", "other"] });
        Assert.Equal(["odd", "other"], fewer.Classes);
        Assert.Equal(2, (await fewer.SlotAsync(0, 0)).ClassTargets.Length);
    }

    private static DataSetSettings Settings(DataSourceSettings source, SlotForm form) => new()
    {
        Sources = [source],
        Form = form,
        SlotsPerStep = 1,
        SamplesPerSlot = 1,
        ImageSide = 4,
        Tokenizer = new LetterTokenizer(),
    };

    private static async IAsyncEnumerable<(SampleRecord Record, byte[]? Image, string Extension)> Words()
    {
        yield return (new SampleRecord { Id = "a", Caption = "words", Labels = ["x"] }, null, "");
        await Task.CompletedTask;
    }
}
