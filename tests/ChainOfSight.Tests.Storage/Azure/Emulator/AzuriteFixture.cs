using ChainOfSight.Storage;
using ChainOfSight.Storage.Azure;

namespace ChainOfSight.Tests.Storage.Azure;

/// <summary>One Azurite for all tests of the collection; each store is a container of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteServer? server;

    /// <summary>Options under which repetitions cost no time.</summary>
    public static AzureStoreOptions Quick { get; } = new()
    {
        CreateContainer = true,
        FirstRetryPause = TimeSpan.FromMilliseconds(1),
        LongestRetryPause = TimeSpan.FromMilliseconds(1),
    };

    /// <summary>The running server.</summary>
    public AzuriteServer Server => server ?? throw new InvalidOperationException("Azurite was not started: its tests are skipped here.");

    /// <summary>A legal name of a container that is not there yet.</summary>
    public static string NewContainer() => $"t-{Guid.NewGuid():N}";

    /// <summary>Opens an empty store.</summary>
    public IBlobStore Open(AzureStoreOptions? options = null) =>
        AzureBlobStore.WithConnectionString(Server.ConnectionString, NewContainer(), "", options ?? Quick);

    public async Task InitializeAsync() => server = AzuriteFiles.SkipReason is null ? await AzuriteServer.StartAsync() : null;

    public async Task DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }
}
