using ChainOfSight.Storage;
using ChainOfSight.Storage.Azure;

namespace ChainOfSight.Tests.Storage.Azure;

/// <summary>A store is opened by what a person writes, and what is wrong with it is told without repeating a secret.</summary>
public sealed class StoreOpenerTests
{
    private const string Secret = "c2VjcmV0";
    private static readonly string Connection = $"DefaultEndpointsProtocol=https;AccountName=paintings;AccountKey={Secret};EndpointSuffix=core.windows.net";

    [Theory]
    [InlineData("azure://runs", "https://paintings.blob.core.windows.net/runs")]
    [InlineData("azure://runs/team/a/", "https://paintings.blob.core.windows.net/runs/team/a")]
    [InlineData("https://paintings.blob.core.windows.net/runs/team?sv=2024-01-01&sig=abc", "https://paintings.blob.core.windows.net/runs/team")]
    [InlineData("https://paintings.blob.core.windows.net/runs", "https://paintings.blob.core.windows.net/runs")]
    [InlineData("http://127.0.0.1:10000/devstoreaccount1/runs?sig=abc", "http://127.0.0.1:10000/devstoreaccount1/runs")]
    public void Azure_address_opens_that_container_and_shows_no_secret(string address, string expected)
    {
        var store = Open(address);
        Assert.IsType<AzureBlobStore>(store);
        Assert.Equal($"Azure container {expected}", store.Description);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("/data/runs")]
    [InlineData("runs=1")]
    public void Anything_without_a_scheme_is_a_folder(string address)
    {
        Assert.True(StoreOpener.IsFolder(address));
        Assert.IsType<DirectoryBlobStore>(Open(address));
    }

    [Theory]
    [InlineData("s3://runs", "scheme 's3'")]
    [InlineData("azure://", "cannot name a container")]
    [InlineData("azure://Runs", "'Runs' cannot name a container")]
    [InlineData("azure://ru", "3 to 63")]
    [InlineData("azure://runs--a", "single hyphens")]
    [InlineData("https://paintings.blob.core.windows.net", "cannot name a container")]
    [InlineData("http://paintings.example/acct/runs", "plain http")]
    public void Bad_address_is_refused_with_what_is_legal(string address, string expected)
    {
        var error = Assert.Throws<StoreAccessException>(() => Open(address));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Connection_string_on_a_command_line_is_refused_and_not_repeated()
    {
        var error = Assert.Throws<StoreAccessException>(() => Open(Connection));
        Assert.Contains(StoreOpener.ConnectionVariable, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_connection_string_names_the_variable()
    {
        var error = Assert.Throws<StoreAccessException>(() => StoreOpener.Open("azure://runs", environment: _ => null));
        Assert.Contains("AZURE_STORAGE_CONNECTION_STRING is not set", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AccountName=a;AccountKey=c2VjcmV0!")]
    [InlineData("AccountName=a;AccountKey=c2VjcmV0;BlobEndpoint=not a url")]
    public void Malformed_connection_string_is_refused_and_not_repeated(string connection)
    {
        var error = Assert.Throws<StoreAccessException>(() => StoreOpener.Open("azure://runs", environment: _ => connection));
        Assert.Contains("malformed", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
    }

    private static IBlobStore Open(string address) => StoreOpener.Open(address, environment: name => name == StoreOpener.ConnectionVariable ? Connection : null);
}
