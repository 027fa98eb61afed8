using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Storage;
using ChainOfSight.Storage.Azure;
using ChainOfSight.Tests.Storage.Azure;
using ChainOfSight.Tests.Support.Elastic;
using ChainOfSight.Tests.Support.Tiny;

namespace ChainOfSight.Tests.Cluster.Elastic;

/// <summary>Silos whose store is Azure behind a network that fails, delays, loses replies and conflicts by seed: checkpoints, grain state and metrics of the run lie there.</summary>
[Collection(AzuriteTests.Name)]
public sealed class AzureRunTests(AzuriteFixture azurite)
{
    /// <summary>Promise: the run ends with the bits of one process whose store is memory, though a silo dies on the way.</summary>
    [AzuriteTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Run_through_a_faulty_network_ends_with_the_same_bits(int seed)
    {
        var expected = new MemoryBlobStore();
        await new TinyRun(expected, SmallRecipe.Read()).TrainAsync();
        await using var proxy = await FaultProxy.StartAsync(azurite.Server.Endpoint, new FaultPlan(seed, 20));
        var container = AzuriteFixture.NewContainer();
        await using var cluster = await TensorCluster.StartAsync(new TensorClusterOptions { Silos = 2, Store = Open(AzuriteServer.ConnectionStringFor(proxy.Endpoint), container) });

        await SubmitAsync(cluster);
        await cluster.UntilAsync("steps of the second stage", run => run.StageIndex == 1 && run.Step > 2);
        cluster.Kill(cluster.Cluster.Silos[seed % 2]);
        await cluster.Cluster.StartSiloAsync();
        await cluster.WakeAsync();
        var view = await cluster.UntilAsync("training", run => run.Phase is RunPhase.Completed or RunPhase.Failed or RunPhase.Held);

        Assert.Equal((RunPhase.Completed, null), (view.Phase, view.Reason));
        Assert.Equal(await RunFingerprint.OfAsync(expected, "tiny"), await RunFingerprint.OfAsync(Open(azurite.Server.ConnectionString, container), "tiny"));
        Assert.All(Enum.GetValues<NetworkFault>(), fault => Assert.True(proxy.Met.GetValueOrDefault(fault) > 0, $"{fault} never came"));
    }

    // Who submits hears that the store did not answer, and says it again.
    private static async Task SubmitAsync(TensorCluster cluster)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await cluster.SubmitAsync(SmallRecipe.Read(), 1, 2);
                return;
            }
            catch (Exception e) when (tries < 20 && e.Message.Contains("did not answer", StringComparison.Ordinal))
            {
            }
        }
    }

    private static AzureBlobStore Open(string connection, string container) =>
        AzureBlobStore.WithConnectionString(connection, container, "", AzuriteFixture.Quick with { Retries = 20, BlockBytes = 10_000 });
}
