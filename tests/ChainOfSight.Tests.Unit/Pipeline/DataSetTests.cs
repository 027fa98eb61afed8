using ChainOfSight.Data.Collation;
using ChainOfSight.Data.Pipeline;
using ChainOfSight.Data.Shards;
using ChainOfSight.Data.Slots;
using ChainOfSight.Data.Sources;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Unit.Prompts;
using ChainOfSight.Tests.Unit.Shards;

namespace ChainOfSight.Tests.Unit.Pipeline;

/// <summary>A slot's content depends on settings, step and slot alone; bad samples leave holes, faults of reading surface.</summary>
public sealed class DataSetTests
{
    private readonly MemoryBlobStore memory = new();

    [Fact]
    public async Task Slot_holds_its_samples_with_pixels_text_and_labels()
    {
        await using var data = await DataSet.OpenAsync(await SettingsAsync(20));
        var batch = await data.SlotAsync(1, 1);
        Assert.Equal([9L, 10, 11], batch.Positions);
        Assert.Equal(3 * 3 * 4 * 4, batch.Pixels.Length);
        for (var i = 0; i < 3; i++)
        {
            var number = int.Parse(batch.SampleIds[i].Split("/p")[^1], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(((number / 255f) - 0.48145466f) / 0.26862954f, batch.Pixels[i * 48], 5);
            var text = batch.TokenIds.Skip(batch.Lengths.Take(i).Sum()).Take(batch.Lengths[i]).ToArray();
            Assert.Equal($"picture {number}</s>", new LetterTokenizer().Decode(text));
        }

        Assert.Equal(batch.TokenIds, batch.Labels);
        Assert.Equal([0, 0, 0], batch.ImagePositions);
    }

    [Fact]
    public async Task Slots_are_the_same_in_any_order_with_any_pipeline_and_for_any_replica()
    {
        var settings = await SettingsAsync(20, 3, 11);
        await using var reference = await DataSet.OpenAsync(settings with { Pipeline = new PipelineOptions { PrefetchSlots = 0, Workers = 1, Reads = 1, CacheBytes = 0 } });
        await using var busy = await DataSet.OpenAsync(settings with { Pipeline = new PipelineOptions { PrefetchSlots = 5, Workers = 4, CacheBytes = 500 } });
        await using var replica = await DataSet.OpenAsync(settings);
        replica.Serve(new SlotRange(1, 1));
        var expected = new Dictionary<(long, int), SlotBatch>();
        for (var step = 0L; step < 12; step++)
        {
            for (var slot = 0; slot < 2; slot++)
            {
                expected[(step, slot)] = await reference.SlotAsync(step, slot);
            }
        }

        var all = expected.Keys.ToList();
        foreach (var key in all.Concat(all.AsEnumerable().Reverse()).Concat([(0, 1), (11, 0), (5, 1)]))
        {
            AssertSame(expected[key], await busy.SlotAsync(key.Item1, key.Item2));
        }

        for (var step = 0L; step < 12; step++)
        {
            AssertSame(expected[(step, 1)], await replica.SlotAsync(step, 1));
        }

        var parallel = await Task.WhenAll(all.Select(key => replica.SlotAsync(key.Item1, key.Item2)));
        Assert.All(all.Zip(parallel), pair => AssertSame(expected[pair.First], pair.Second));
    }

    [Fact]
    public async Task Bad_sample_leaves_its_place_empty_and_keeps_the_order_of_the_rest()
    {
        await using var data = await DataSet.OpenAsync(await SettingsAsync(20, 3, 11));
        await using var sound = await DataSet.OpenAsync(Settings(await PictureSource.WriteAsync(new MemoryBlobStore(), "pictures", 20)));
        var (found, empty) = (new List<string>(), 0);
        for (var step = 0L; step < 4; step++)
        {
            for (var slot = 0; slot < 2; slot++)
            {
                var (batch, whole) = (await data.SlotAsync(step, slot), await sound.SlotAsync(step, slot));
                var holes = batch.EmptyPlaces.Select(place => place.Position).ToHashSet();
                Assert.Equal(whole.Positions.Where(position => !holes.Contains(position)), batch.Positions);
                Assert.Equal(whole.SampleIds.Where((_, i) => !holes.Contains(whole.Positions[i])), batch.SampleIds);
                Assert.Equal(batch.Positions.Count * 48, batch.Pixels.Length);
                found.AddRange(batch.Quarantined.Select(entry => $"{entry.Shard}:{entry.Index}"));
                empty += holes.Count;
                Assert.All(batch.Quarantined, entry => Assert.Equal(64, entry.Sha256.Length));
            }
        }

        // The first 20 positions are one epoch: each bad sample once, four more of the second may be bad again.
        Assert.Equal(["pictures-00000.tar:3", "pictures-00001.tar:3"], found.Distinct().Order());
        Assert.Equal(found.Count, empty);
    }

    [Fact]
    public async Task Damaged_shard_surfaces_and_is_not_quarantined()
    {
        var settings = await SettingsAsync(8);
        var (bytes, _) = await memory.ReadAsync("data/pictures/pictures-00000.tar");
        bytes[520] ^= 1;
        await memory.WriteAsync("data/pictures/pictures-00000.tar", bytes);
        await using var data = await DataSet.OpenAsync(settings with { Retry = new IoRetry(new ImmediateTime()), SamplesPerSlot = 8 });
        await Assert.ThrowsAsync<ShardDamagedException>(() => data.SlotAsync(0, 0));
        Assert.Equal(0, data.Statistics.Quarantined);
    }

    [Fact]
    public async Task Store_that_fails_and_comes_back_gives_the_slot_when_it_is_asked_for_again()
    {
        var settings = await SettingsAsync(8);
        var faulty = new FaultyStore(memory);
        await using var data = await DataSet.OpenAsync(settings with
        {
            Sources = [settings.Sources[0] with { Store = faulty }],
            Retry = new IoRetry(new ImmediateTime()) { Attempts = 1 },
            Pipeline = new PipelineOptions { PrefetchSlots = 0, Reads = 1 },
        });
        var expected = await data.SlotAsync(0, 0);
        faulty.PlanRead(_ => throw new IOException("the cable is loose"));
        await Assert.ThrowsAsync<DataReadException>(() => data.SlotAsync(1, 0));
        AssertSame(expected, await data.SlotAsync(0, 0));
        Assert.Equal(3, (await data.SlotAsync(1, 0)).Positions.Count);
    }

    [Fact]
    public async Task Cancelled_wait_ends_and_the_slot_can_be_asked_for_again()
    {
        var settings = await SettingsAsync(8);
        var slow = new FaultyStore(memory);
        await using var data = await DataSet.OpenAsync(settings with { Sources = [settings.Sources[0] with { Store = slow }] });
        using var isOpen = new ManualResetEventSlim();
        slow.PlanRead(bytes =>
        {
            isOpen.Wait();
            return bytes;
        });
        using var cancelled = new CancellationTokenSource();
        var wait = data.SlotAsync(0, 0, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        isOpen.Set();
        Assert.Equal(3, (await data.SlotAsync(0, 0)).Positions.Count);
        Assert.True(data.Statistics.Times[PipelineStage.Wait] > TimeSpan.Zero);
    }

    [Fact]
    public async Task Statistics_tell_slots_samples_cache_and_times()
    {
        await using var data = await DataSet.OpenAsync(await SettingsAsync(6) with { SamplesPerSlot = 6, SlotsPerStep = 1, Pipeline = new PipelineOptions { PrefetchSlots = 0 } });
        await data.SlotAsync(0, 0);
        await data.SlotAsync(1, 0);
        var statistics = data.Statistics;
        Assert.Equal((2, 12, 6), (statistics.Slots, statistics.Samples, statistics.CacheHits));
        Assert.True(statistics.CacheBytes >= 6 * 48);
        Assert.All([PipelineStage.Read, PipelineStage.Decode, PipelineStage.Collate], stage => Assert.True(statistics.Times[stage] > TimeSpan.Zero));
    }

    [Fact]
    public async Task Data_set_that_was_disposed_gives_no_slot()
    {
        var data = await DataSet.OpenAsync(await SettingsAsync(8));
        await data.SlotAsync(0, 0);
        await data.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => data.SlotAsync(0, 1));
    }

    private static void AssertSame(SlotBatch expected, SlotBatch actual)
    {
        Assert.Equal(expected.Positions, actual.Positions);
        Assert.Equal(expected.SampleIds, actual.SampleIds);
        Assert.Equal(expected.Pixels, actual.Pixels);
        Assert.Equal(expected.TokenIds, actual.TokenIds);
        Assert.Equal(expected.Labels, actual.Labels);
        Assert.Equal(expected.Lengths, actual.Lengths);
        Assert.Equal(expected.EmptyPlaces, actual.EmptyPlaces);
        Assert.Equal(expected.Quarantined, actual.Quarantined);
    }

    private async Task<DataSetSettings> SettingsAsync(int count, params int[] bad) => Settings(await PictureSource.WriteAsync(memory, "pictures", count, bad));

    private static DataSetSettings Settings(DataSourceSettings source) => new()
    {
        Sources = [source],
        Form = SlotForm.Conversation,
        SlotsPerStep = 2,
        SamplesPerSlot = 3,
        ImageSide = 4,
        Tokenizer = new LetterTokenizer(),
    };
}
