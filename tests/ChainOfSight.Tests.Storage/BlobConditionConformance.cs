using System.Globalization;
using System.Text;
using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Storage;

/// <summary>What every store promises about conditions and ETags: the ground on which commits stand.</summary>
public abstract class BlobConditionConformance
{
    /// <summary>Opens an empty store.</summary>
    protected abstract IBlobStore Open();

    [Fact]
    public async Task ETag_changes_with_every_write_also_of_equal_bytes()
    {
        var store = Open();
        var seen = new HashSet<string>();
        for (var i = 0; i < 200; i++)
        {
            Assert.True(seen.Add((await store.WriteAsync("a", Bytes("same"))).ETag));
        }
    }

    [Fact]
    public async Task If_absent_writes_once_and_keeps_the_first()
    {
        var store = Open();
        await store.WriteAsync("a", Bytes("first"), BlobCondition.IfAbsent);
        var error = await Assert.ThrowsAsync<BlobConditionFailedException>(() => store.WriteAsync("a", Bytes("second"), BlobCondition.IfAbsent));
        Assert.Equal("a", error.Name);
        Assert.Equal("first", Encoding.UTF8.GetString((await store.ReadAsync("a")).Bytes));
    }

    [Fact]
    public async Task If_absent_holds_again_after_a_delete()
    {
        var store = Open();
        await store.WriteAsync("a", Bytes("first"), BlobCondition.IfAbsent);
        await store.DeleteAsync("a", BlobCondition.None);
        await store.WriteAsync("a", Bytes("second"), BlobCondition.IfAbsent);
        Assert.Equal(6, (await store.GetPropertiesAsync("a")).Length);
    }

    [Fact]
    public async Task If_match_writes_over_the_version_that_was_read_only()
    {
        var store = Open();
        var first = await store.WriteAsync("a", Bytes("1"));
        var second = await store.WriteAsync("a", Bytes("2"), BlobCondition.IfMatch(first.ETag));
        await Assert.ThrowsAsync<BlobConditionFailedException>(() => store.WriteAsync("a", Bytes("3"), BlobCondition.IfMatch(first.ETag)));
        Assert.Equal(second, await store.FindAsync("a"));
    }

    [Fact]
    public async Task If_match_fails_where_there_is_no_blob()
    {
        var store = Open();
        var gone = await store.WriteAsync("a", Bytes("1"));
        await store.DeleteAsync("a", BlobCondition.None);
        await Assert.ThrowsAsync<BlobConditionFailedException>(() => store.WriteAsync("a", Bytes("2"), BlobCondition.IfMatch(gone.ETag)));
        await Assert.ThrowsAsync<BlobConditionFailedException>(() => store.DeleteAsync("a", BlobCondition.IfMatch(gone.ETag)));
        Assert.Null(await store.FindAsync("a"));
    }

    [Fact]
    public async Task Delete_if_match_spares_a_newer_version()
    {
        var store = Open();
        var first = await store.WriteAsync("a", Bytes("1"));
        var second = await store.WriteAsync("a", Bytes("2"));
        await Assert.ThrowsAsync<BlobConditionFailedException>(() => store.DeleteAsync("a", BlobCondition.IfMatch(first.ETag)));
        Assert.True(await store.DeleteAsync("a", BlobCondition.IfMatch(second.ETag)));
    }

    [Fact]
    public async Task Condition_is_judged_at_the_commit_not_at_the_start()
    {
        var store = Open();
        await using var upload = await store.StartUploadAsync("a", BlobCondition.IfAbsent);
        await upload.AppendAsync(Bytes("late"));
        await store.WriteAsync("a", Bytes("early"));
        await Assert.ThrowsAsync<BlobConditionFailedException>(() => upload.CommitAsync());
        Assert.Equal(5, (await store.GetPropertiesAsync("a")).Length);
    }

    [Fact]
    public async Task Compare_and_swap_by_many_at_once_loses_no_increment()
    {
        var store = Open();
        await store.WriteAsync("counter", Bytes("0"));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var done = 0; done < 10;)
            {
                var (bytes, properties) = await store.ReadAsync("counter");
                var next = int.Parse(Encoding.UTF8.GetString(bytes), CultureInfo.InvariantCulture) + 1;
                try
                {
                    await store.WriteAsync("counter", Bytes(next.ToString(CultureInfo.InvariantCulture)), BlobCondition.IfMatch(properties.ETag));
                    done++;
                }
                catch (BlobConditionFailedException)
                {
                    // Another was faster: read again.
                }
            }
        })));
        Assert.Equal("80", Encoding.UTF8.GetString((await store.ReadAsync("counter")).Bytes));
    }

    [Fact]
    public async Task If_absent_by_many_at_once_lets_exactly_one_through()
    {
        var store = Open();
        var wins = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
        {
            try
            {
                await store.WriteAsync("one", Bytes($"{i}"), BlobCondition.IfAbsent);
                return 1;
            }
            catch (BlobConditionFailedException)
            {
                return 0;
            }
        })));
        Assert.Equal(1, wins.Sum());
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
