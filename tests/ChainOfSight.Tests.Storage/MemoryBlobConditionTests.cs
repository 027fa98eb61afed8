using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Storage;

/// <summary>The memory store keeps the promises of conditions.</summary>
public sealed class MemoryBlobConditionTests : BlobConditionConformance
{
    protected override IBlobStore Open() => new MemoryBlobStore();
}
