using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Actors.Storage;

/// <summary>MembershipTable over the memory store.</summary>
public sealed class MemoryMembershipTableTests : MembershipTableConformance
{
    protected override IBlobStore Open() => new MemoryBlobStore();
}
