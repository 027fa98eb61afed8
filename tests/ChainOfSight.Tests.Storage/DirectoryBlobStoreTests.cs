using System.Text;
using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Storage;

/// <summary>The directory store keeps the promises of every store, and its own: a full disk, killed writers, other processes.</summary>
public sealed class DirectoryBlobStoreTests : BlobStoreConformance, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Full_disk_names_path_and_bytes_and_leaves_nothing_behind()
    {
        await Open().WriteAsync("a/b", Bytes("old"));
        var full = new DirectoryBlobStore(folder.Path, new FullDisk(1500), TimeProvider.System);
        var error = await Assert.ThrowsAsync<DiskFullException>(async () =>
        {
            await using var upload = await full.StartUploadAsync("a/b", BlobCondition.None);
            await upload.AppendAsync(new byte[1000]);
            await upload.AppendAsync(new byte[1000]);
        });
        Assert.Equal((2000, 1500), (error.NeededBytes, error.FreeBytes));
        Assert.Contains(Path.Combine(folder.Path, "a", "b"), error.Message, StringComparison.Ordinal);
        Assert.Contains("2000", error.Message, StringComparison.Ordinal);
        Assert.Equal("old", await Text(full, "a/b"));
        Assert.Empty(TemporaryFiles());
    }

    [Fact]
    public void Free_bytes_are_known_for_a_folder_that_is_not_there_yet() =>
        Assert.True(new TemporaryFiles().FreeBytes(Path.Combine(folder.Path, "not", "yet", "file")) >= 0);

    [Fact]
    public async Task Failed_condition_leaves_no_temporary_file()
    {
        var store = Open();
        await store.WriteAsync("a", Bytes("x"));
        await Assert.ThrowsAsync<BlobConditionFailedException>(() => store.WriteAsync("a", Bytes("y"), BlobCondition.IfAbsent));
        Assert.Empty(TemporaryFiles());
    }

    [Fact]
    public async Task Clock_that_goes_back_still_gives_a_new_etag()
    {
        var clock = new SettableClock(DateTimeOffset.UnixEpoch.AddYears(40));
        var store = new DirectoryBlobStore(folder.Path, clock);
        var first = await store.WriteAsync("a", Bytes("x"));
        clock.Now -= TimeSpan.FromDays(400);
        var second = await store.WriteAsync("a", Bytes("x"));
        Assert.NotEqual(first.ETag, second.ETag);
        Assert.True(second.LastModified > first.LastModified);
    }

    [Fact]
    public async Task Two_stores_over_one_directory_share_conditions()
    {
        var (one, two) = (Open(), Open());
        var etag = (await one.WriteAsync("a", Bytes("1"))).ETag;
        await two.WriteAsync("a", Bytes("2"), BlobCondition.IfMatch(etag));
        await Assert.ThrowsAsync<BlobConditionFailedException>(() => one.WriteAsync("a", Bytes("3"), BlobCondition.IfMatch(etag)));
    }

    [Fact]
    public async Task Lock_of_another_holder_makes_the_commit_wait()
    {
        // Both stores hold own handles on the lock files, as two processes do.
        var store = Open();
        await store.WriteAsync("a", Bytes("1"));
        var locks = Directory.GetFiles(Path.Combine(folder.Path, ".cos-store", "locks"))
            .Select(path => new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None)).ToList();
        var write = store.WriteAsync("a", Bytes("2"));
        Assert.Equal("1", await Text(store, "a"));
        Assert.False(write.IsCompleted);
        locks.ForEach(held => held.Dispose());
        await write;
        Assert.Equal("2", await Text(store, "a"));
    }

    [Fact]
    public async Task First_write_removes_files_that_a_killed_writer_left_a_day_ago()
    {
        await Open().WriteAsync("a", Bytes("x"));
        var path = Path.Combine(folder.Path, ".cos-store", "tmp", "left");
        await File.WriteAllTextAsync(path, "half");
        await Open().WriteAsync("a", Bytes("x"));
        Assert.True(File.Exists(path));
        await new DirectoryBlobStore(folder.Path, new SettableClock(DateTimeOffset.UtcNow.AddDays(2))).WriteAsync("a", Bytes("x"));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task Reading_and_listing_write_nothing()
    {
        var store = new DirectoryBlobStore(Path.Combine(folder.Path, "new"));
        Assert.Null(await store.FindAsync("a"));
        Assert.Empty(await Names(store, ""));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Name_that_is_a_folder_of_others_is_refused_with_the_reason()
    {
        var store = Open();
        await store.WriteAsync("a/b", Bytes("x"));
        var error = await Assert.ThrowsAsync<UserErrorException>(() => store.WriteAsync("a", Bytes("y")));
        Assert.Contains("folder", error.Message, StringComparison.Ordinal);
        error = await Assert.ThrowsAsync<UserErrorException>(() => store.WriteAsync("a/b/c", Bytes("y")));
        Assert.Contains("'a/b' is a blob", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<BlobNotFoundException>(() => store.ReadAsync("a"));
    }

    [Fact]
    public void Directory_that_is_a_file_is_refused_with_its_path()
    {
        var path = Path.Combine(folder.Path, "file");
        File.WriteAllText(path, "x");
        var error = Assert.Throws<UserErrorException>(() => new DirectoryBlobStore(path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    protected override IBlobStore Open() => new DirectoryBlobStore(folder.Path);

    private string[] TemporaryFiles() => Directory.GetFiles(Path.Combine(folder.Path, ".cos-store", "tmp"));

    private sealed class SettableClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
