using ChainOfSight.Storage;
using ChainOfSight.Tests.Storage.Azure;

namespace ChainOfSight.Tests.Actors.Storage;

/// <summary>Membership and grain state in Azure keep the promises that they keep in every store.</summary>
[Collection(AzuriteTests.Name)]
public sealed class AzureClusterStorageTests(AzuriteFixture azurite)
{
    public static TheoryData<string, object?[]> TablePromises => KitPromises.Of<MembershipTableConformance>();

    public static TheoryData<string, object?[]> StatePromises => KitPromises.Of<GrainStorageConformance>();

    [AzuriteTheory]
    [MemberData(nameof(TablePromises), DisableDiscoveryEnumeration = true)]
    public Task Membership_table_in_Azure_keeps_the_promise(string promise, object?[] arguments) =>
        KitPromises.RunAsync(new TableKit(() => azurite.Open()), promise, arguments);

    [AzuriteTheory]
    [MemberData(nameof(StatePromises), DisableDiscoveryEnumeration = true)]
    public Task Grain_storage_in_Azure_keeps_the_promise(string promise, object?[] arguments) =>
        KitPromises.RunAsync(new StateKit(() => azurite.Open()), promise, arguments);

    private sealed class TableKit(Func<IBlobStore> open) : MembershipTableConformance
    {
        protected override IBlobStore Open() => open();
    }

    private sealed class StateKit(Func<IBlobStore> open) : GrainStorageConformance
    {
        protected override IBlobStore Open() => open();
    }
}
