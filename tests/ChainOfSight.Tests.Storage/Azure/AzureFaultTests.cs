using System.Net;
using System.Net.Sockets;
using ChainOfSight.Storage;
using ChainOfSight.Storage.Azure;

namespace ChainOfSight.Tests.Storage.Azure;

/// <summary>Azure's refusals become errors that say what was wrong, where, and what to do; a store that went away is an I/O fault until it is back.</summary>
[Collection(AzuriteTests.Name)]
public sealed class AzureFaultTests(AzuriteFixture azurite)
{
    private static readonly AzureStoreOptions Quick = AzuriteFixture.Quick with { CreateContainer = false, Retries = 1 };

    [AzuriteFact]
    public async Task Wrong_key_is_told_by_every_operation_and_not_repeated()
    {
        var key = Convert.ToBase64String(new byte[64]);
        await Each(AzureBlobStore.WithConnectionString(AzuriteServer.ConnectionStringFor(azurite.Server.Endpoint, key), "runs", "", Quick), error =>
        {
            Assert.IsType<StoreAccessException>(error);
            Assert.Contains("access was refused", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(key, error.Message, StringComparison.Ordinal);
        });
    }

    [AzuriteFact]
    public async Task Missing_container_is_named_with_how_to_make_it()
    {
        var container = AzuriteFixture.NewContainer();
        var store = AzureBlobStore.WithConnectionString(azurite.Server.ConnectionString, container, "", Quick);
        await Each(store, error =>
        {
            Assert.IsType<StoreAccessException>(error);
            Assert.Contains($"az storage container create --name {container}", error.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Store_that_does_not_answer_is_an_io_fault_that_names_it()
    {
        var store = AzureBlobStore.WithConnectionString(AzuriteServer.ConnectionStringFor(new Uri($"http://127.0.0.1:{ClosedPort()}")), "runs", "", Quick);
        await Each(store, error =>
        {
            Assert.IsType<StoreUnavailableException>(error);
            Assert.Contains(store.Description, error.Message, StringComparison.Ordinal);
        });
    }

    [AzuriteFact]
    public async Task Store_that_disappears_and_comes_back_keeps_what_was_committed()
    {
        using var folder = new TemporaryFolder();
        await using var server = await AzuriteServer.StartAsync(folder.Path);
        var store = AzureBlobStore.WithConnectionString(server.ConnectionString, "runs", "", AzuriteFixture.Quick with { Retries = 1 });
        var written = await store.WriteAsync("a", "kept"u8.ToArray());
        await server.StopAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.ReadAsync("a"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.WriteAsync("b", "lost"u8.ToArray()));

        await using var again = await AzuriteServer.StartAsync(folder.Path, server.Endpoint.Port);

        Assert.Equal("kept"u8.ToArray(), (await store.ReadAsync("a")).Bytes);
        Assert.Equal(written, await store.FindAsync("a"));
        await store.WriteAsync("b", "new"u8.ToArray(), BlobCondition.IfAbsent);
    }

    [AzuriteFact]
    public async Task Cancelled_call_stays_a_cancellation()
    {
        var store = azurite.Open();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.WriteAsync("a", new byte[1], default, new CancellationToken(canceled: true)));
        Assert.Null(await store.FindAsync("a"));
    }

    [AzuriteFact]
    public async Task Two_large_uploads_of_one_name_let_exactly_one_through_and_never_mix()
    {
        var store = azurite.Open(AzuriteFixture.Quick with { BlockBytes = 1000 });
        await using var first = await store.StartUploadAsync("a", BlobCondition.IfAbsent);
        await using var second = await store.StartUploadAsync("a", BlobCondition.IfAbsent);
        for (var i = 0; i < 10; i++)
        {
            await first.AppendAsync(Enumerable.Repeat((byte)1, 700).ToArray());
            await second.AppendAsync(Enumerable.Repeat((byte)2, 700).ToArray());
        }

        await second.CommitAsync();

        await Assert.ThrowsAsync<BlobConditionFailedException>(() => first.CommitAsync());
        Assert.Equal(Enumerable.Repeat((byte)2, 7000), (await store.ReadAsync("a")).Bytes);
    }

    [AzuriteFact]
    public async Task Sas_of_the_container_opens_it_and_a_wrong_one_is_refused()
    {
        var container = AzuriteFixture.NewContainer();
        await AzureBlobStore.WithConnectionString(azurite.Server.ConnectionString, container, "", AzuriteFixture.Quick).WriteAsync("in/a", "x"u8.ToArray());
        var client = new global::Azure.Storage.Blobs.BlobContainerClient(azurite.Server.ConnectionString, container);
        var url = client.GenerateSasUri(global::Azure.Storage.Sas.BlobContainerSasPermissions.Read | global::Azure.Storage.Sas.BlobContainerSasPermissions.List, TimeProvider.System.GetUtcNow().AddHours(1));

        var store = StoreOpener.Open(url.ToString().Replace($"/{container}", $"/{container}/in", StringComparison.Ordinal), Quick);

        Assert.Equal("x"u8.ToArray(), (await store.ReadAsync("a")).Bytes);
        await Assert.ThrowsAsync<StoreAccessException>(() => store.WriteAsync("b", new byte[1]));
        await Assert.ThrowsAsync<StoreAccessException>(() => StoreOpener.Open($"{url}x", Quick).ReadAsync("in/a"));
    }

    private static async Task Each(AzureBlobStore store, Action<Exception> check)
    {
        check(await Assert.ThrowsAnyAsync<Exception>(() => store.FindAsync("a")));
        check(await Assert.ThrowsAnyAsync<Exception>(() => store.ReadAsync("a")));
        check(await Assert.ThrowsAnyAsync<Exception>(() => store.WriteAsync("a", new byte[1], BlobCondition.IfAbsent)));
        check(await Assert.ThrowsAnyAsync<Exception>(() => store.DeleteAsync("a", BlobCondition.None)));
        check(await Assert.ThrowsAnyAsync<Exception>(() => store.ListAsync("").GetAsyncEnumerator().MoveNextAsync().AsTask()));
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
