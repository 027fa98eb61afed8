using System.Globalization;
using System.Text;
using ChainOfSight.Storage;
using ChainOfSight.Storage.Azure;

namespace ChainOfSight.Tests.Storage.Azure;

/// <summary>Behind a network that fails, delays, loses replies, tears and conflicts by seed, the store neither loses nor invents a write.</summary>
[Collection(AzuriteTests.Name)]
public sealed class FaultyNetworkTests(AzuriteFixture azurite)
{
    private static readonly AzureStoreOptions Patient = AzuriteFixture.Quick with { Retries = 20, BlockBytes = 10_000 };

    [AzuriteFact]
    public async Task Counter_swapped_through_faults_counts_every_swap_once()
    {
        await ThroughFaultsAsync(seed: 1, percent: 30, async (store, straight) =>
        {
            await store.WriteAsync("counter", "0"u8.ToArray());
            for (var done = 0; done < 60; done++)
            {
                var (bytes, properties) = await store.ReadAsync("counter");
                var next = int.Parse(Encoding.UTF8.GetString(bytes), CultureInfo.InvariantCulture) + 1;
                await store.WriteAsync("counter", Encoding.UTF8.GetBytes($"{next}"), BlobCondition.IfMatch(properties.ETag));
            }

            Assert.Equal("60", Encoding.UTF8.GetString((await straight.ReadAsync("counter")).Bytes));
        });
    }

    [AzuriteTheory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Large_blob_through_faults_has_the_same_bytes(int seed)
    {
        await ThroughFaultsAsync(seed, percent: 30, async (store, straight) =>
        {
            var content = new byte[333_333];
            new Random(seed).NextBytes(content);
            await store.WriteAsync("large", new MemoryStream(content), BlobCondition.IfAbsent);
            await store.WriteAsync("empty", ReadOnlyMemory<byte>.Empty, BlobCondition.IfAbsent);

            Assert.Equal(content, (await straight.ReadAsync("large")).Bytes);
            Assert.Equal(content, (await store.ReadAsync("large")).Bytes);
            Assert.Equal(content[5000..205_000], await store.ReadRangeAsync("large", 5000, 200_000));
            await Assert.ThrowsAsync<BlobConditionFailedException>(() => store.WriteAsync("empty", content, BlobCondition.IfAbsent));
        });
    }

    [AzuriteFact]
    public async Task Fault_of_any_kind_that_is_not_repeated_is_told_as_an_error_of_the_store()
    {
        await using var proxy = await FaultProxy.StartAsync(azurite.Server.Endpoint, new FaultPlan(5, 100));
        var store = AzureBlobStore.WithConnectionString(AzuriteServer.ConnectionStringFor(proxy.Endpoint), "runs", "", AzuriteFixture.Quick with { CreateContainer = false, Retries = 0 });
        var faults = 0;
        for (var i = 0; i < 20; i++)
        {
            faults += await Record.ExceptionAsync(() => store.WriteAsync("a", new byte[1])) is StoreUnavailableException or StoreAccessException ? 1 : 0;
        }

        Assert.Equal(20, faults);
    }

    private async Task ThroughFaultsAsync(int seed, int percent, Func<AzureBlobStore, AzureBlobStore, Task> act)
    {
        await using var proxy = await FaultProxy.StartAsync(azurite.Server.Endpoint, new FaultPlan(seed, percent));
        var container = AzuriteFixture.NewContainer();
        var straight = AzureBlobStore.WithConnectionString(azurite.Server.ConnectionString, container, "", AzuriteFixture.Quick);
        await straight.FindAsync("a");
        await act(AzureBlobStore.WithConnectionString(AzuriteServer.ConnectionStringFor(proxy.Endpoint), container, "", Patient with { CreateContainer = false }), straight);
        Assert.All([NetworkFault.Busy, NetworkFault.Broken, NetworkFault.ReplyLost, NetworkFault.Late], fault => Assert.True(proxy.Met.GetValueOrDefault(fault) > 0, $"{fault} never came"));
    }
}
