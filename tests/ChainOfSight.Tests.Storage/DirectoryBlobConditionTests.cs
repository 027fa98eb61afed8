using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Storage;

/// <summary>The directory store keeps the promises of conditions.</summary>
public sealed class DirectoryBlobConditionTests : BlobConditionConformance, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    protected override IBlobStore Open() => new DirectoryBlobStore(folder.Path);
}
