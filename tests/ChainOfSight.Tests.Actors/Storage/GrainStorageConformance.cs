using ChainOfSight.Clustering;
using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Actors.Storage;

/// <summary>What grain storage promises over every blob store; the same as Orleans' own kit asks of its providers.</summary>
public abstract class GrainStorageConformance
{
    private static readonly GrainId Grain = GrainId.Create("counter", "a/b ?#ü");

    /// <summary>Opens an empty store.</summary>
    protected abstract IBlobStore Open();

    /// <summary>A state with several members, one of them a list.</summary>
    public sealed record Counted
    {
        /// <summary>Text outside of ASCII must survive.</summary>
        public string? Text { get; set; }

        /// <summary>A number.</summary>
        public long Number { get; set; }

        /// <summary>A list.</summary>
        public List<int> Items { get; init; } = [];
    }

    [Fact]
    public async Task Read_of_nothing_gives_a_new_value_and_forgets_what_was_there()
    {
        var state = new GrainState<Counted>(new Counted { Number = 3 }, "stale") { RecordExists = true };
        await New().ReadStateAsync("state", Grain, state);
        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Equal(0, state.State!.Number);
    }

    [Fact]
    public async Task Write_then_read_gives_the_same_value_and_etag()
    {
        var storage = New();
        var written = await WrittenAsync(storage, 42);
        var read = new GrainState<Counted>();
        await storage.ReadStateAsync("state", Grain, read);
        Assert.True(read.RecordExists);
        Assert.Equal(written.ETag, read.ETag);
        Assert.Equal((42, "Привет"), (read.State!.Number, read.State.Text));
        Assert.Equal([1, 2, 3], read.State.Items);
    }

    [Fact]
    public async Task Etag_changes_with_every_write_also_of_an_equal_value()
    {
        var storage = New();
        var state = await WrittenAsync(storage, 1);
        var seen = new HashSet<string> { state.ETag! };
        for (var i = 0; i < 20; i++)
        {
            await storage.WriteStateAsync("state", Grain, state);
            Assert.True(seen.Add(state.ETag!));
        }
    }

    [Fact]
    public async Task Write_without_etag_over_a_record_is_refused_and_changes_nothing()
    {
        var storage = New();
        var first = await WrittenAsync(storage, 1);
        var second = new GrainState<Counted>(new Counted { Number = 2 });
        var error = await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("state", Grain, second));
        Assert.Equal(first.ETag, error.StoredEtag);
        Assert.Null(error.CurrentEtag);
        Assert.Equal(1, await NumberAsync(storage));
    }

    [Fact]
    public async Task Write_with_a_stale_etag_is_refused_and_names_both_versions()
    {
        var storage = New();
        var state = await WrittenAsync(storage, 1);
        var stale = new GrainState<Counted>(new Counted { Number = 9 }, state.ETag);
        state.State!.Number = 2;
        await storage.WriteStateAsync("state", Grain, state);
        var error = await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("state", Grain, stale));
        Assert.Equal((state.ETag, stale.ETag), (error.StoredEtag, error.CurrentEtag));
        Assert.Equal(2, await NumberAsync(storage));
    }

    [Fact]
    public async Task Write_with_an_etag_where_there_is_no_record_is_refused()
    {
        var storage = New();
        var state = await WrittenAsync(storage, 1);
        var known = state.ETag;
        await storage.ClearStateAsync("state", Grain, state);
        await Assert.ThrowsAsync<InconsistentStateException>(
            () => storage.WriteStateAsync("state", Grain, new GrainState<Counted>(new Counted(), known)));
    }

    [Fact]
    public async Task Clear_forgets_the_value_and_lets_a_new_one_be_written()
    {
        var storage = New();
        var state = await WrittenAsync(storage, 1);
        var first = state.ETag;
        await storage.ClearStateAsync("state", Grain, state);
        Assert.Equal((false, null, 0L), (state.RecordExists, state.ETag, state.State!.Number));
        state.State.Number = 2;
        await storage.WriteStateAsync("state", Grain, state);
        Assert.NotEqual(first, state.ETag);
        Assert.Equal(2, await NumberAsync(storage));
    }

    [Fact]
    public async Task Clear_with_a_stale_etag_is_refused_and_keeps_the_record()
    {
        var storage = New();
        var state = await WrittenAsync(storage, 1);
        var stale = new GrainState<Counted>(new Counted(), state.ETag);
        await storage.WriteStateAsync("state", Grain, state);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("state", Grain, stale));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("state", Grain, new GrainState<Counted>()));
        Assert.Equal(1, await NumberAsync(storage));
    }

    [Fact]
    public async Task Clear_of_nothing_is_done_already()
    {
        var state = new GrainState<Counted>(new Counted { Number = 5 });
        await New().ClearStateAsync("state", Grain, state);
        Assert.False(state.RecordExists);
    }

    [Fact]
    public async Task States_of_other_names_keys_types_and_services_are_others()
    {
        var store = Open();
        var storage = new BlobGrainStorage(store, "service");
        await WrittenAsync(storage, 1);
        var state = new GrainState<Counted>();
        await storage.ReadStateAsync("other", Grain, state);
        Assert.False(state.RecordExists);
        await storage.ReadStateAsync("state", GrainId.Create("counter", "a/b"), state);
        Assert.False(state.RecordExists);
        await storage.ReadStateAsync("state", GrainId.Create("count", "a/b ?#ü"), state);
        Assert.False(state.RecordExists);
        await new BlobGrainStorage(store, "another").ReadStateAsync("state", Grain, state);
        Assert.False(state.RecordExists);
    }

    [Fact]
    public async Task Of_many_writers_of_one_version_exactly_one_wins()
    {
        var storage = New();
        var known = (await WrittenAsync(storage, 0)).ETag;
        var wins = await Task.WhenAll(Enumerable.Range(1, 12).Select(i => Task.Run(async () =>
        {
            try
            {
                await storage.WriteStateAsync("state", Grain, new GrainState<Counted>(new Counted { Number = i }, known));
                return i;
            }
            catch (InconsistentStateException)
            {
                return 0;
            }
        })));
        Assert.Equal(wins.Single(i => i > 0), await NumberAsync(storage));
    }

    [Theory]
    [InlineData(Outcome.LosesReply)]
    [InlineData(Outcome.LosesReplyThenConflicts)]
    public async Task Write_whose_reply_is_lost_is_recognised_as_done(Outcome outcome)
    {
        var store = new ScriptedStore(Open());
        var storage = new BlobGrainStorage(store, "service");
        var state = await WrittenAsync(storage, 1);
        state.State!.Number = 2;
        store.Next = outcome;
        await storage.WriteStateAsync("state", Grain, state);
        state.State.Number = 3;
        await storage.WriteStateAsync("state", Grain, state);
        Assert.Equal(3, await NumberAsync(storage));
    }

    [Fact]
    public async Task Write_that_fails_keeps_the_etag_and_can_be_repeated()
    {
        var store = new ScriptedStore(Open());
        var storage = new BlobGrainStorage(store, "service");
        var state = await WrittenAsync(storage, 1);
        var known = state.ETag;
        store.Next = Outcome.Fails;
        await Assert.ThrowsAsync<TimeoutException>(() => storage.WriteStateAsync("state", Grain, state));
        Assert.Equal(known, state.ETag);
        await storage.WriteStateAsync("state", Grain, state);
        Assert.NotEqual(known, state.ETag);
    }

    private static async Task<GrainState<Counted>> WrittenAsync(BlobGrainStorage storage, long number)
    {
        var state = new GrainState<Counted>(new Counted { Text = "Привет", Number = number, Items = { 1, 2, 3 } });
        await storage.WriteStateAsync("state", Grain, state);
        Assert.True(state.RecordExists);
        return state;
    }

    private static async Task<long> NumberAsync(BlobGrainStorage storage)
    {
        var state = new GrainState<Counted>();
        await storage.ReadStateAsync("state", Grain, state);
        return state.State!.Number;
    }

    private BlobGrainStorage New() => new(Open(), "service");
}
