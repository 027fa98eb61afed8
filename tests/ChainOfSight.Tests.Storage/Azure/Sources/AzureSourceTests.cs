using ChainOfSight.Data.Fetching;
using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Shards;
using ChainOfSight.Storage;
using ChainOfSight.Storage.Azure;
using ChainOfSight.Training.Recipes.Sources;
using ChainOfSight.Training.Sources;

namespace ChainOfSight.Tests.Storage.Azure;

/// <summary>Sources of a recipe that are named by their address in Azure.</summary>
[Collection(AzuriteTests.Name)]
public sealed class AzureSourceTests(AzuriteFixture azurite)
{
    /// <summary>Promise: shards that a recipe names by azure:// are read as those of a folder are: every sample with the same bytes.</summary>
    [AzuriteFact]
    public async Task Shards_named_by_their_address_are_those_of_a_folder()
    {
        var container = AzuriteFixture.NewContainer();
        var local = new MemoryBlobStore();
        await WriteAsync(local, "photos");
        await WriteAsync(Open($"azure://{container}/team/data"), "photos");

        var prepared = await Preparation().PrepareAsync(new ShardsSource { Path = $"azure://{container}/team/data/photos/" });

        Assert.Equal("photos", prepared.Folder);
        Assert.Equal(await HashesAsync(local, "photos"), await HashesAsync(prepared.Store, prepared.Folder));
    }

    /// <summary>Promise: an address without shards is refused with what to do, and the store is not touched.</summary>
    [AzuriteFact]
    public async Task Address_without_shards_is_refused()
    {
        var container = AzuriteFixture.NewContainer();
        await WriteAsync(Open($"azure://{container}"), "photos");

        var error = await Assert.ThrowsAsync<UserErrorException>(() => Preparation().PrepareAsync(new ShardsSource { Path = $"azure://{container}/fotos" }));

        Assert.Contains($"azure://{container}/fotos", error.Message, StringComparison.Ordinal);
        Assert.Contains("source.json", error.Message, StringComparison.Ordinal);
    }

    private IBlobStore Open(string address) =>
        StoreOpener.Open(address, AzuriteFixture.Quick, name => name == StoreOpener.ConnectionVariable ? azurite.Server.ConnectionString : null);

    private SourcePreparation Preparation() => new(Path.Combine(Path.GetTempPath(), "cos-no-cache"), new DemoSetFetcher(), stores: Open);

    private static Task<SourceManifest> WriteAsync(IBlobStore store, string folder) =>
        new SourceWriter(store, new SourceWriterOptions { SamplesPerShard = 4 }).WriteAsync(folder, "photos", Samples());

    private static async IAsyncEnumerable<(SampleRecord Record, byte[]? Image, string Extension)> Samples()
    {
        for (var i = 0; i < 11; i++)
        {
            yield return (new SampleRecord { Id = $"s{i}", Caption = $"picture {i}" }, [.. Enumerable.Range(0, 300 + i).Select(b => (byte)(b * (i + 3)))], "png");
        }

        await Task.CompletedTask;
    }

    private static async Task<IReadOnlyList<string>> HashesAsync(IBlobStore store, string folder)
    {
        var hashes = new List<string>();
        await foreach (var item in store.ListAsync(folder + "/"))
        {
            var (bytes, _) = await store.ReadAsync(item.Name);
            hashes.Add($"{item.Name} {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))}");
        }

        Assert.True(hashes.Count > 3);
        return hashes;
    }
}
