using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Storage.Azure;

/// <summary>The Azure store keeps the promises of every store, at the root of a container and in a part of one.</summary>
[Collection(AzuriteTests.Name)]
public sealed class AzureConformanceTests(AzuriteFixture azurite)
{
    public static TheoryData<string, object?[]> Promises => KitPromises.Of<BlobStoreConformance>();

    public static TheoryData<string, object?[]> Conditions => KitPromises.Of<BlobConditionConformance>();

    [AzuriteTheory]
    [MemberData(nameof(Promises), DisableDiscoveryEnumeration = true)]
    public Task Azure_store_keeps_the_promise(string promise, object?[] arguments) =>
        KitPromises.RunAsync(new StoreKit(() => azurite.Open()), promise, arguments);

    [AzuriteTheory]
    [MemberData(nameof(Promises), DisableDiscoveryEnumeration = true)]
    public Task Azure_store_with_small_blocks_keeps_the_promise(string promise, object?[] arguments) =>
        KitPromises.RunAsync(new StoreKit(() => azurite.Open(AzuriteFixture.Quick with { BlockBytes = 100_000, ParallelBlocks = 3 })), promise, arguments);

    [AzuriteTheory]
    [MemberData(nameof(Conditions), DisableDiscoveryEnumeration = true)]
    public Task Azure_store_keeps_the_promise_of_conditions(string promise, object?[] arguments) =>
        KitPromises.RunAsync(new ConditionKit(() => azurite.Open()), promise, arguments);

    private sealed class StoreKit(Func<IBlobStore> open) : BlobStoreConformance
    {
        protected override IBlobStore Open() => open();
    }

    private sealed class ConditionKit(Func<IBlobStore> open) : BlobConditionConformance
    {
        protected override IBlobStore Open() => open();
    }
}
