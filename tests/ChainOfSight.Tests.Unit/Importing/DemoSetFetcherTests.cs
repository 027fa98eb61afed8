using ChainOfSight.Data.Fetching;
using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Unit.Importing;

/// <summary>A set is fetched once through the machine's clients, never half, and every way to fail says what to do.</summary>
public sealed class DemoSetFetcherTests : IDisposable
{
    private readonly PictureFolder cache = new();
    private readonly FakePrograms programs = new();

    public void Dispose() => cache.Dispose();

    [Fact]
    public async Task Set_is_fetched_once_and_then_taken_from_the_cache()
    {
        var folder = await Fetcher().FetchAsync(DemoSets.Find("flags"));
        Assert.Equal(Path.Combine(cache.Path, "data", "flags"), folder);
        Assert.Equal("content", await File.ReadAllTextAsync(Path.Combine(folder, "countries-list", "package", "file.txt")));
        Assert.Equal(["npm pack svg-country-flags@1.2.10 --silent", "npm pack countries-list@3.4.1 --silent"], programs.Calls);
        Assert.Equal(folder, await Fetcher(isOffline: true).FetchAsync(DemoSets.Find("flags")));
        Assert.Equal(2, programs.Calls.Count);
    }

    [Fact]
    public async Task Debian_package_is_downloaded_and_unpacked_without_being_installed()
    {
        var folder = await Fetcher().FetchAsync(DemoSets.Find("emoji"));
        Assert.Equal(["apt-get download ruby-tanuki-emoji", "dpkg-deb -x ruby-tanuki-emoji_1.0_all.deb ruby-tanuki-emoji"], programs.Calls);
        Assert.True(File.Exists(Path.Combine(folder, "ruby-tanuki-emoji", "package", "file.txt")));
        Assert.Empty(Directory.GetFiles(folder, "*.deb", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Offline_explains_and_calls_nothing()
    {
        var error = await Assert.ThrowsAsync<FetchException>(() => Fetcher(isOffline: true).FetchAsync(DemoSets.Find("emoji")));
        Assert.Contains("COS_OFFLINE", error.Message, StringComparison.Ordinal);
        Assert.Contains("cos data fetch emoji", error.Message, StringComparison.Ordinal);
        Assert.Empty(programs.Calls);
    }

    [Fact]
    public async Task Interrupted_fetch_is_begun_anew()
    {
        programs.Answer = call => call.Contains("countries-list", StringComparison.Ordinal) ? new ProgramResult(1, "", "npm error network timed out") : null;
        var error = await Assert.ThrowsAsync<FetchException>(() => Fetcher().FetchAsync(DemoSets.Find("flags")));
        Assert.Contains("network timed out", error.Message, StringComparison.Ordinal);
        Assert.False(Fetcher().IsFetched(DemoSets.Find("flags")));
        programs.Answer = _ => null;
        await Fetcher().FetchAsync(DemoSets.Find("flags"));
        Assert.True(Fetcher().IsFetched(DemoSets.Find("flags")));
    }

    [Fact]
    public async Task Empty_lists_of_apt_are_refreshed_by_root_and_explained_to_others()
    {
        var isUpdated = false;
        programs.Answer = call =>
        {
            isUpdated |= call == "apt-get update";
            return call.StartsWith("apt-get download", StringComparison.Ordinal) && !isUpdated ? new ProgramResult(100, "", "E: Unable to locate package ruby-tanuki-emoji") : null;
        };
        var error = await Assert.ThrowsAsync<FetchException>(() => Fetcher(isPrivileged: false).FetchAsync(DemoSets.Find("emoji")));
        Assert.Contains("sudo apt-get update", error.Message, StringComparison.Ordinal);
        Assert.False(isUpdated);
        await Fetcher(isPrivileged: true).FetchAsync(DemoSets.Find("emoji"));
        Assert.True(isUpdated);
    }

    [Theory]
    [InlineData("emoji", "apt-get", "Debian")]
    [InlineData("flags", "npm", "Install npm")]
    public async Task Missing_client_is_named_with_what_to_do(string set, string program, string advice)
    {
        programs.Missing.Add(program);
        var error = await Assert.ThrowsAsync<FetchException>(() => Fetcher().FetchAsync(DemoSets.Find(set)));
        Assert.Contains($"no program '{program}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archive_that_reaches_outside_its_folder_is_refused()
    {
        programs.Files.Add(("../../outside.txt", "x"));
        await Assert.ThrowsAsync<FetchException>(() => Fetcher().FetchAsync(DemoSets.Find("gpt2-tokenizer")));
        Assert.Empty(Directory.GetFiles(cache.Path, "outside.txt", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Many_who_ask_at_once_fetch_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Fetcher().FetchAsync(DemoSets.Find("fonts")))));
        Assert.Equal(2, programs.Calls.Count);
    }

    [Fact]
    public void Unknown_set_lists_those_that_are()
    {
        var error = Assert.Throws<UserErrorException>(() => DemoSets.Find("cats"));
        Assert.Contains("emoji, flags, pysiogame", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/c", "/x", "/c")]
    [InlineData(null, "/x", "/x/chainofsight")]
    [InlineData("", "", "/home/me/.cache/chainofsight")]
    [InlineData(null, "relative", "/home/me/.cache/chainofsight")]
    public void Cache_folder_follows_the_environment(string? own, string? xdg, string expected) =>
        Assert.Equal(expected, CacheFolder.Resolve(name => name == "COS_CACHE" ? own : name == "XDG_CACHE_HOME" ? xdg : null, "/home/me"));

    [Fact]
    public async Task Program_that_is_run_really_gives_code_output_and_errors()
    {
        var result = await new ProgramRunner().RunAsync("sh", ["-c", "echo out; echo err >&2; exit 3"], cache.Path, CancellationToken.None);
        Assert.Equal(new ProgramResult(3, "out\n", "err\n"), result);
        Assert.Null(await new ProgramRunner().RunAsync("cos-no-such-program", [], cache.Path, CancellationToken.None));
    }

    private DemoSetFetcher Fetcher(bool isOffline = false, bool isPrivileged = false) =>
        new(cache.Path, isOffline, new PackageClient(programs, isPrivileged), TimeProvider.System);
}
