using System.Text;
using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Storage;

/// <summary>What every store promises. A store passes by a class that derives from this one and opens it.</summary>
public abstract class BlobStoreConformance
{
    /// <summary>Opens an empty store.</summary>
    protected abstract IBlobStore Open();

    [Fact]
    public async Task Write_bytes_reads_back_the_same_with_its_properties()
    {
        var store = Open();
        var written = await store.WriteAsync("runs/a/state.json", Bytes("hello"));
        var (bytes, properties) = await store.ReadAsync("runs/a/state.json");
        Assert.Equal("hello", Encoding.UTF8.GetString(bytes));
        Assert.Equal(written, properties);
        Assert.Equal(5, properties.Length);
        Assert.Equal(written, await store.FindAsync("runs/a/state.json"));
    }

    [Fact]
    public async Task Write_stream_in_blocks_joins_the_blocks_in_order()
    {
        var store = Open();
        var content = Enumerable.Range(0, 3_000_001).Select(i => (byte)(i * 31 >> 3)).ToArray();
        await store.WriteAsync("large", new MemoryStream(content));
        Assert.Equal(content, (await store.ReadAsync("large")).Bytes);
    }

    [Fact]
    public async Task Write_empty_blob_exists_with_length_zero()
    {
        var store = Open();
        await store.WriteAsync("empty", ReadOnlyMemory<byte>.Empty);
        Assert.Equal(0, (await store.GetPropertiesAsync("empty")).Length);
        Assert.Empty((await store.ReadAsync("empty")).Bytes);
    }

    [Theory]
    [InlineData(0, null, "0123456789")]
    [InlineData(3, 4L, "3456")]
    [InlineData(8, 100L, "89")]
    [InlineData(10, 1L, "")]
    [InlineData(4, 0L, "")]
    public async Task Open_range_gives_those_bytes_cut_at_the_end(long offset, long? length, string expected)
    {
        var store = Open();
        await store.WriteAsync("digits", Bytes("0123456789"));
        await using var content = await store.OpenReadAsync("digits", new BlobRange(offset, length));
        using var reader = new StreamReader(content.Stream);
        Assert.Equal(expected, await reader.ReadToEndAsync());
        Assert.Equal(10, content.Properties.Length);
    }

    [Fact]
    public async Task Read_range_past_the_end_is_an_io_fault()
    {
        var store = Open();
        await store.WriteAsync("digits", Bytes("0123456789"));
        await Assert.ThrowsAsync<EndOfStreamException>(() => store.ReadRangeAsync("digits", 8, 3));
        await Assert.ThrowsAsync<EndOfStreamException>(() => store.ReadRangeAsync("digits", 11, 1));
    }

    [Fact]
    public async Task Missing_blob_is_not_found_and_has_no_properties()
    {
        var store = Open();
        var error = await Assert.ThrowsAsync<BlobNotFoundException>(() => store.OpenReadAsync("no/such", BlobRange.All));
        Assert.Contains("no/such", error.Message, StringComparison.Ordinal);
        Assert.Null(await store.FindAsync("no/such"));
        await Assert.ThrowsAsync<BlobNotFoundException>(() => store.GetPropertiesAsync("no/such"));
    }

    [Fact]
    public async Task Upload_without_commit_leaves_the_old_content()
    {
        var store = Open();
        await store.WriteAsync("a", Bytes("old"));
        await using (var upload = await store.StartUploadAsync("a", BlobCondition.None))
        {
            await upload.AppendAsync(Bytes("new"));
            Assert.Equal("old", await Text(store, "a"));
        }

        Assert.Equal("old", await Text(store, "a"));
    }

    [Fact]
    public async Task Open_blob_keeps_its_content_while_it_is_replaced_and_deleted()
    {
        var store = Open();
        var first = await store.WriteAsync("a", Bytes("first"));
        await using var content = await store.OpenReadAsync("a", BlobRange.All);
        await store.WriteAsync("a", Bytes("second"));
        await store.DeleteAsync("a", BlobCondition.None);
        using var reader = new StreamReader(content.Stream);
        Assert.Equal("first", await reader.ReadToEndAsync());
        Assert.Equal(first.ETag, content.Properties.ETag);
    }

    [Fact]
    public async Task Listing_gives_names_with_the_prefix_in_ordinal_order()
    {
        var store = Open();
        string[] names = ["b", "a/2", "a/10", "a.txt", "a/x/y", "ab", "Z", "a-b/c"];
        foreach (var name in names)
        {
            await store.WriteAsync(name, Bytes(name));
        }

        Assert.Equal(names.Order(StringComparer.Ordinal), await Names(store, ""));
        Assert.Equal(["a/10", "a/2", "a/x/y"], await Names(store, "a/"));
        Assert.Equal(["a/10"], await Names(store, "a/1"));
        Assert.Empty(await Names(store, "nothing/here"));
        await foreach (var item in store.ListAsync("a/"))
        {
            Assert.Equal(await store.FindAsync(item.Name), item.Properties);
        }
    }

    [Fact]
    public async Task Delete_removes_once()
    {
        var store = Open();
        await store.WriteAsync("a/b", Bytes("x"));
        Assert.True(await store.DeleteAsync("a/b", BlobCondition.None));
        Assert.False(await store.DeleteAsync("a/b", BlobCondition.None));
        Assert.Null(await store.FindAsync("a/b"));
        Assert.Empty(await Names(store, ""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("a/../../b")]
    [InlineData("a/./b")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("a\\b")]
    [InlineData("c:/x")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a.")]
    [InlineData(".cos-store/locks/0")]
    public async Task Illegal_name_is_refused_by_every_operation(string name)
    {
        var store = Open();
        await Assert.ThrowsAsync<BlobNameException>(() => store.WriteAsync(name, Bytes("x")));
        await Assert.ThrowsAsync<BlobNameException>(() => store.FindAsync(name));
        await Assert.ThrowsAsync<BlobNameException>(() => store.OpenReadAsync(name, BlobRange.All));
        await Assert.ThrowsAsync<BlobNameException>(() => store.DeleteAsync(name, BlobCondition.None));
        Assert.Empty(await Names(store, ""));
    }

    [Fact]
    public async Task Name_of_letters_of_any_script_round_trips()
    {
        var store = Open();
        await store.WriteAsync("données/écran 1/猫=+,;@!~.tar", Bytes("x"));
        Assert.Equal(["données/écran 1/猫=+,;@!~.tar"], await Names(store, "données/"));
    }

    /// <summary>UTF-8 bytes of a text.</summary>
    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Content of a blob as text.</summary>
    protected static async Task<string> Text(IBlobStore store, string name) => Encoding.UTF8.GetString((await store.ReadAsync(name)).Bytes);

    /// <summary>Names in the order of the listing.</summary>
    protected static async Task<List<string>> Names(IBlobStore store, string prefix)
    {
        var names = new List<string>();
        await foreach (var item in store.ListAsync(prefix))
        {
            names.Add(item.Name);
        }

        return names;
    }
}
