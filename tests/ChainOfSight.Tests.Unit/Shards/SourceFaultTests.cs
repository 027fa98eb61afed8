using System.Text;
using ChainOfSight.Data.Shards;
using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Unit.Shards;

/// <summary>Faults of reading are repeated and then surface; changed bytes never pass; none of it is called a bad sample.</summary>
public sealed class SourceFaultTests
{
    private readonly MemoryBlobStore memory = new();
    private readonly FaultyStore store;
    private readonly ImmediateTime time = new();

    public SourceFaultTests() => store = new FaultyStore(memory);

    [Fact]
    public async Task Passing_faults_are_repeated_with_growing_pauses()
    {
        var reader = await OpenAsync();
        await reader.ReadAsync(0, 1);
        store.PlanRead(_ => throw new IOException("the cable is loose"));
        store.PlanRead(bytes => bytes[..^1]);
        store.PlanRead(bytes => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]);
        var sample = await reader.ReadAsync(0, 2);
        Assert.Equal(SampleSources.Image(2), sample.Image.ToArray());
        Assert.Equal([200.0, 400, 800], time.Waits.Select(wait => wait.TotalMilliseconds));
    }

    [Fact]
    public async Task Lasting_fault_surfaces_after_the_attempts_and_says_what_and_where()
    {
        var reader = await OpenAsync();
        await reader.ReadAsync(0, 0);
        for (var i = 0; i < 5; i++)
        {
            store.PlanRead(_ => throw new IOException("the cable is loose"));
        }

        var error = await Assert.ThrowsAsync<DataReadException>(() => reader.ReadAsync(0, 2));
        Assert.Contains("shard 'toy-00000.tar', sample 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("the cable is loose", error.Message, StringComparison.Ordinal);
        Assert.Equal(SampleSources.Image(2), (await reader.ReadAsync(0, 2)).Image.ToArray());
    }

    [Theory]
    [InlineData("data/toy/toy-00000.tar", 1536 + 10)]
    [InlineData("data/toy/toy-00000.idx", 20)]
    [InlineData("data/toy/toy-00000.idx", 60)]
    public async Task Changed_byte_is_damage_not_a_bad_sample(string name, int at)
    {
        var reader = await OpenAsync();
        var (bytes, _) = await memory.ReadAsync(name);
        bytes[at] ^= 1;
        await memory.WriteAsync(name, bytes);
        var error = await Assert.ThrowsAsync<ShardDamagedException>(async () =>
        {
            for (var i = 0; i < 7; i++)
            {
                await reader.ReadAsync(0, i);
            }
        });
        Assert.Contains("toy", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ShardDamagedException>(() => reader.VerifyAsync(0));
    }

    [Fact]
    public async Task Changed_padding_is_found_by_verification_only()
    {
        var reader = await OpenAsync();
        var (bytes, _) = await memory.ReadAsync("data/toy/toy-00000.tar");
        bytes[^1] ^= 1;
        await memory.WriteAsync("data/toy/toy-00000.tar", bytes);
        await reader.ReadAsync(0, 0);
        await Assert.ThrowsAsync<ShardDamagedException>(() => reader.VerifyAsync(0));
    }

    [Fact]
    public async Task Lost_shard_surfaces_by_name()
    {
        var reader = await OpenAsync();
        await memory.DeleteAsync("data/toy/toy-00001.tar", BlobCondition.None);
        var error = await Assert.ThrowsAsync<BlobNotFoundException>(() => reader.ReadAsync(1, 0));
        Assert.Contains("toy-00001.tar", error.Message, StringComparison.Ordinal);
        await reader.ReadAsync(0, 0);
    }

    [Fact]
    public async Task Index_is_loaded_once_for_many_samples_and_reloaded_after_a_fault()
    {
        var reader = await OpenAsync();
        var before = store.Reads;
        await Task.WhenAll(Enumerable.Range(0, 7).Select(i => reader.ReadAsync(0, i)));
        Assert.Equal(8, store.Reads - before);

        for (var i = 0; i < 5; i++)
        {
            store.PlanRead(_ => throw new IOException("gone"));
        }

        await Assert.ThrowsAsync<DataReadException>(() => reader.ReadAsync(1, 0));
        Assert.Equal(SampleSources.Image(7), (await reader.ReadAsync(1, 0)).Image.ToArray());
    }

    [Fact]
    public async Task Cancelled_caller_does_not_spoil_the_index_for_others()
    {
        var reader = await OpenAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.ReadAsync(0, 0, cancelled.Token));
        Assert.Equal("s1", StoredSampleReader.ReadRecord(await reader.ReadAsync(0, 1)).Id);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"id":"a","turns":null}""")]
    [InlineData("""{"id":"a","turns":[null]}""")]
    [InlineData("""{"id":"a","boxes":[{"label":"x","x0":0,"y0":0,"x1":2,"y1":1}]}""")]
    [InlineData("""{"id":"../a"}""")]
    [InlineData("""{"id":"a","turns":[{"task":"Sing","prompt":"","answer":"la"}]}""")]
    public void Record_that_is_none_is_a_bad_sample_with_a_reason(string json)
    {
        var sample = new StoredSample
        {
            Source = "s", Shard = "t", Index = 0, Offset = 0, Sha256 = "", Image = default, Record = Encoding.UTF8.GetBytes(json),
        };
        Assert.NotEmpty(Assert.Throws<BadSampleException>(() => StoredSampleReader.ReadRecord(sample)).Message);
    }

    private async Task<SourceReader> OpenAsync()
    {
        await SampleSources.WriteAsync(memory, 14);
        return await SourceReader.OpenAsync(store, "data/toy", new IoRetry(time));
    }
}
