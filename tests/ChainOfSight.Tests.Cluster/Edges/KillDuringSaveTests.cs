using ChainOfSight.Actors.Testing;
using ChainOfSight.Clustering;
using ChainOfSight.Grains.Checkpoints;
using ChainOfSight.Grains.Contracts.Checkpoints;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Storage;
using ChainOfSight.Tests.Storage.Azure;
using ChainOfSight.Tests.Unit.Training.Checkpoints;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Elastic;
using Microsoft.Extensions.DependencyInjection;

namespace ChainOfSight.Tests.Cluster.Edges;

/// <summary>
/// A kill after every single write of a save, of its pointer, of its retention and of the grain's index leaves a store from which the newest verified checkpoint is
/// found: by what a lane writes with, and the shipped grain in a silo that starts anew each time.
/// </summary>
[Collection(AzuriteTests.Name)]
public sealed class KillDuringSaveTests(AzuriteFixture azurite) : IDisposable
{
    private const int Keep = 2;
    private readonly string folder = Directory.CreateTempSubdirectory("cos-kill-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Kill_at_every_write_leaves_the_newest_verified_checkpoint_in_memory(bool isDone) => AtEveryWriteAsync(() => new MemoryBlobStore(), isDone);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Kill_at_every_write_leaves_the_newest_verified_checkpoint_in_a_directory(bool isDone) =>
        AtEveryWriteAsync(() => new DirectoryBlobStore(Path.Combine(folder, Path.GetRandomFileName())), isDone);

    [AzuriteTheory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Kill_at_every_write_leaves_the_newest_verified_checkpoint_in_Azure(bool isDone) => AtEveryWriteAsync(() => azurite.Open(), isDone);

    [Fact]
    public async Task Two_savers_of_one_step_do_no_harm()
    {
        var store = new MemoryBlobStore();
        await SaveAsync(store, CheckpointSamples.Name(step: 10));
        var names = TwoSavers();

        await Task.WhenAll(names.Select(name => Task.Run(() => UploadAsync(store, name))));
        await AskAsync(store, async grain =>
        {
            await Task.WhenAll(names.Select(name => ReportAsync(grain, name)));
            return true;
        });

        await AssertBothAsync(store, names);
    }

    /// <summary>Two halves of a broken cluster have an index each: one is told that the other wrote before it, and nothing is lost either.</summary>
    [Fact]
    public async Task Two_savers_that_report_to_two_activations_do_no_harm()
    {
        var store = new MemoryBlobStore();
        await SaveAsync(store, CheckpointSamples.Name(step: 10));
        var names = TwoSavers();
        await Task.WhenAll(names.Select(name => Task.Run(() => UploadAsync(store, name))));

        var faults = await AskAsync(store, first => AskAsync(store, async second =>
        {
            // Both know the index as it is before either writes it.
            await Task.WhenAll(first.List(), second.List());
            return await Task.WhenAll(Record.ExceptionAsync(() => ReportAsync(first, names[0])), Record.ExceptionAsync(() => ReportAsync(second, names[1])));
        }));

        var late = Assert.Single(faults, fault => fault is not null);
        Assert.IsType<InconsistentStateException>(late);
        await AssertBothAsync(store, names);
    }

    [Fact]
    public async Task Same_saver_twice_at_once_writes_one_checkpoint()
    {
        var store = new MemoryBlobStore();
        var name = CheckpointSamples.Name(step: 10);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new CheckpointWriter(store).WriteAsync(name, CheckpointSamples.Content(name)))));

        await new CheckpointReader(store).VerifyAsync(name);
    }

    private static async Task AtEveryWriteAsync(Func<IBlobStore> open, bool isDone)
    {
        var counted = new DyingStore(await StoreWithTwoAsync(open));
        await SaveAsync(counted, CheckpointSamples.Name(step: 30, generation: 2));
        var newest = new List<long>();
        for (var k = 1; k <= counted.Changes; k++)
        {
            var store = await StoreWithTwoAsync(open);

            var fault = await Record.ExceptionAsync(() => SaveAsync(new DyingStore(store, k, isDone), CheckpointSamples.Name(step: 30, generation: 2)));

            // The very last one is the index, whose storage looks whether a write without a reply took place.
            Assert.True(fault is not null || isDone && k == counted.Changes, $"write {k} of {counted.Changes}");

            newest.Add(await NewestAsync(store));
            await SaveAsync(store, CheckpointSamples.Name(step: 40, generation: 3));
            Assert.Equal(40, await NewestAsync(store));
        }

        // Uploads of four objects, the pointer, the retention of the oldest, the index.
        Assert.True(newest.Count >= 13, $"only {newest.Count} writes were counted");
        Assert.Equal(newest.Order(), newest);
        Assert.Equal([20, 30], newest.Distinct());
    }

    private static async Task<IBlobStore> StoreWithTwoAsync(Func<IBlobStore> open)
    {
        var store = open();
        await SaveAsync(store, CheckpointSamples.Name(step: 10));
        await SaveAsync(store, CheckpointSamples.Name(step: 20));
        return store;
    }

    private static CheckpointName[] TwoSavers() => [CheckpointSamples.Name(step: 20) with { Saver = "a" }, CheckpointSamples.Name(step: 20) with { Saver = "b" }];

    private static async Task AssertBothAsync(IBlobStore store, CheckpointName[] names)
    {
        Assert.Equal(20, await NewestAsync(store));
        await Task.WhenAll(names.Select(name => new CheckpointReader(store).VerifyAsync(name)));
        await SaveAsync(store, CheckpointSamples.Name(step: 30));
        Assert.Equal(30, await NewestAsync(store));
    }

    private static async Task SaveAsync(IBlobStore store, CheckpointName name)
    {
        await UploadAsync(store, name);
        await AskAsync(store, async grain =>
        {
            await ReportAsync(grain, name);
            return true;
        });
    }

    private static Task<SavedCheckpoint> UploadAsync(IBlobStore store, CheckpointName name) =>
        new CheckpointUpload(store, TimeProvider.System).RunAsync(name, CheckpointSamples.Content(name), default);

    private static Task ReportAsync(ICheckpoint grain, CheckpointName name) =>
        grain.Saved(new CheckpointRef { StageIndex = 0, Stage = name.Stage, Step = name.Step, Generation = name.Generation, Saver = name.Saver }, Keep);

    private static async Task<long> NewestAsync(IBlobStore store)
    {
        var newest = (await AskAsync(store, grain => grain.Newest(null))).Checkpoint!;
        var name = CheckpointSamples.Name(newest.Stage, newest.Step, newest.Generation) with { Saver = newest.Saver };
        Assert.Equal(newest.Step, (await new CheckpointReader(store).ReadAsync(name)).State.Step);
        return newest.Step;
    }

    private static async Task<T> AskAsync<T>(IBlobStore store, Func<ICheckpoint, Task<T>> ask)
    {
        await using var cluster = await TestCluster.StartAsync(options =>
        {
            options.GrainTypes = [typeof(CheckpointGrain)];
            options.ConfigureSilo = (services, _) => services.AddSingleton(store).AddSingleton<IGrainStorage>(new BlobGrainStorage(store, "test"));
        });
        return await ask(cluster.Client.GetGrain<ICheckpoint>("tiny"));
    }
}
