using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Storage;

/// <summary>The memory store keeps the promises of reading, writing and listing.</summary>
public sealed class MemoryBlobStoreTests : BlobStoreConformance
{
    protected override IBlobStore Open() => new MemoryBlobStore();
}
