namespace ChainOfSight.Tests.Storage.Azure;

/// <summary>The collection of tests that share one Azurite.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteTests : ICollectionFixture<AzuriteFixture>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "Azurite";
}
