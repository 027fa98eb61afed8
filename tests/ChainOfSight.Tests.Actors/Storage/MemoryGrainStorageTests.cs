using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Actors.Storage;

/// <summary>GrainStorage over the memory store.</summary>
public sealed class MemoryGrainStorageTests : GrainStorageConformance
{
    protected override IBlobStore Open() => new MemoryBlobStore();
}
