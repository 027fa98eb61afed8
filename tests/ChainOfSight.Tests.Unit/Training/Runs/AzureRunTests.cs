using ChainOfSight.Storage;
using ChainOfSight.Storage.Azure;
using ChainOfSight.Tests.Storage.Azure;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Training.Runs;

namespace ChainOfSight.Tests.Unit.Training.Runs;

/// <summary>A run whose store is Azure and goes away ends with the bits of the run in memory once it is back.</summary>
[Collection(AzuriteTests.Name)]
public sealed class AzureRunTests(AzuriteFixture azurite)
{
    [AzuriteFact]
    public async Task Run_whose_store_disappears_goes_on_with_the_same_bits_once_it_is_back()
    {
        var expected = new MemoryBlobStore();
        await new TinyRun(expected, TinyRecipe.Read()).TrainAsync();
        var container = AzuriteFixture.NewContainer();
        var store = Open(azurite.Server.ConnectionString, container);
        var gone = new Checkpoints.DyingStore(store, dieAt: 60);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => new TinyRun(gone, TinyRecipe.Read()).TrainAsync());
        var outcome = await new TinyRun(store, TinyRecipe.Read()).TrainAsync();

        Assert.Equal(RunStatus.Completed, outcome.Status);
        Assert.Equal(await RunFingerprint.OfAsync(expected, "tiny"), await RunFingerprint.OfAsync(store, "tiny"));
    }

    private static AzureBlobStore Open(string connection, string container) =>
        AzureBlobStore.WithConnectionString(connection, container, "", AzuriteFixture.Quick with { Retries = 20, BlockBytes = 10_000 });
}
