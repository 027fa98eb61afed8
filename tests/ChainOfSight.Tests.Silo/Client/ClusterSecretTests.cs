using ChainOfSight.Client;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Storage;

namespace ChainOfSight.Tests.Silo.Client;

/// <summary>Processes of one user share a secret that nobody else can read, also when they all start at once.</summary>
public sealed class ClusterSecretTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Many_at_once_make_one_secret_that_only_the_user_can_read()
    {
        var path = Path.Combine(folder.Path, "a", "secret");

        var secrets = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => ClusterSecret.ReadOrMake(path))));

        Assert.Single(secrets.Distinct());
        Assert.Equal(64, secrets[0].Length);
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public void File_of_the_user_lies_among_the_settings() => Assert.Equal(
        ("/x/chainofsight/secret", "/home/u/.config/chainofsight/secret"),
        (ClusterSecret.UserFile(name => name == "XDG_CONFIG_HOME" ? "/x" : null, "/home/u"), ClusterSecret.UserFile(_ => null, "/home/u")));

    [Fact]
    public void Short_or_unreadable_file_is_named_and_not_repeated()
    {
        var path = Path.Combine(folder.Path, "secret");
        File.WriteAllText(path, "few-letters");
        var error = Assert.Throws<UserErrorException>(() => ClusterSecret.ReadOrMake(path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("few-letters", error.Message, StringComparison.Ordinal);
        Assert.Contains(folder.Path, Assert.Throws<UserErrorException>(() => ClusterSecret.Read(folder.Path)).Message, StringComparison.Ordinal);
    }
}
