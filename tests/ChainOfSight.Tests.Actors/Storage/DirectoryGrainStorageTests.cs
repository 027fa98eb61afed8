using ChainOfSight.Storage;
using ChainOfSight.Tests.Storage;

namespace ChainOfSight.Tests.Actors.Storage;

/// <summary>GrainStorage over the directory store.</summary>
public sealed class DirectoryGrainStorageTests : GrainStorageConformance, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    protected override IBlobStore Open() => new DirectoryBlobStore(folder.Path);
}
