namespace ChainOfSight.Tests.Storage;

/// <summary>A folder of its own for one test, removed after it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("cos-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
