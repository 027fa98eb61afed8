using ChainOfSight.Data.Quarantine;
using ChainOfSight.Models.Weights;
using ChainOfSight.Storage;
using ChainOfSight.Tensors.Safetensors;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Runs;

namespace ChainOfSight.Tests.Unit.Training.Runs;

/// <summary>Faults from outside end a run with a message, lose nothing, and leave it able to go on.</summary>
public sealed class RunFaultTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(31)]
    public async Task Full_disk_ends_the_run_and_it_goes_on_once_there_is_room(int writes)
    {
        var store = new MemoryBlobStore();

        await Assert.ThrowsAsync<DiskFullException>(() => new TinyRun(new FullDiskStore(store, writes), TinyRecipe.Read()).TrainAsync());
        var outcome = await new TinyRun(store, TinyRecipe.Read()).TrainAsync();

        Assert.Equal(RunStatus.Completed, outcome.Status);
        var whole = new MemoryBlobStore();
        await new TinyRun(whole, TinyRecipe.Read()).TrainAsync();
        Assert.Equal(await RunFingerprint.OfAsync(whole, "tiny"), await RunFingerprint.OfAsync(store, "tiny"));
    }

    [Fact]
    public async Task Too_many_bad_samples_stop_the_run_with_a_checkpoint_and_a_raised_budget_goes_on()
    {
        var store = new MemoryBlobStore();
        var data = new TinyData
        {
            Change = (stage, step, slot, batch) => stage.Name == "eyes" && slot == 0
                ? batch with { Quarantined = [new QuarantineEntry("shades", "shades-00000", (int)step, 0, "the image is cut off", "00")] }
                : batch,
        };
        var few = TinyRecipe.Read(("\"handOver\"", "\"quarantine\": { \"perSource\": 2 }, \"handOver\""));
        var run = new TinyRun(store, few) { Data = data };

        var error = await Assert.ThrowsAnyAsync<UserErrorException>(() => run.TrainAsync());

        Assert.Contains("budget per source is 2", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, run.Events.OfType<RunWarning>().Count());
        Assert.Equal("eyes-3", (await new CheckpointCatalog(store).FindNewestAsync("tiny", _ => { }))!.Value.Name.Title);
        Assert.Equal(RunStatus.Completed, (await new TinyRun(store, TinyRecipe.Read()) { Data = data }.TrainAsync()).Status);
        Assert.Equal(6, (await QuarantineLedgerFile.LoadAsync(store, RunFiles.Quarantine("tiny"))).Entries.Count);
    }

    [Fact]
    public async Task Run_claimed_by_another_process_is_not_written_to()
    {
        var store = new MemoryBlobStore();
        var recipe = TinyRecipe.Read();
        var data = new TinyData
        {
            Change = (stage, step, slot, batch) =>
            {
                if (stage.Name == "words" && (step, slot) == (2, 0))
                {
                    // Another process starts the same run while this one is in its third step, and moves the pointer.
                    new RunRecords(store, "tiny").ClaimAsync(recipe).Wait();
                    new CheckpointCatalog(store).PointAsync(new CheckpointName("tiny", "words", 0, 2, "other")).Wait();
                }

                return batch;
            },
        };

        var error = await Assert.ThrowsAnyAsync<UserErrorException>(() => new TinyRun(store, recipe) { Data = data }.TrainAsync());

        Assert.Contains("taken over", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await new RunRecords(store, "tiny").FindAsync())!.Generation);
    }

    [Fact]
    public async Task Weight_files_are_used_named_and_guarded()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "tower.safetensors");
        var source = new MemoryBlobStore();
        await new TinyRun(source, TinyRecipe.Read()).TrainAsync(interruptAfter: 14);
        var (_, trained) = (await new CheckpointCatalog(source).FindNewestAsync("tiny", _ => { }))!.Value;
        var tower = trained.Weights.Values.Where(tensor => tensor.Name.StartsWith("tower.", StringComparison.Ordinal)).ToList();
        SafetensorsWriter.Save(path, tower.Select(tensor => (tensor with { Name = tensor.Name["tower.".Length..] }).ToSource()));
        var recipe = TinyRecipe.Read(("\"patch\": 4", $"\"patch\": 4, \"weights\": \"{path}\""));

        var store = new MemoryBlobStore();
        await new TinyRun(store, recipe).TrainAsync(interruptAfter: 16);
        var (_, content) = (await new CheckpointCatalog(store).FindNewestAsync("tiny", _ => { }))!.Value;
        Assert.Equal("tower", Assert.Single(content.State.Frozen).Part);

        await File.AppendAllTextAsync(path, " ");
        var error = await Assert.ThrowsAnyAsync<UserErrorException>(() => new TinyRun(store, recipe).TrainAsync());
        Assert.Contains("SHA-256", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_and_unfit_weight_files_are_named()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "decoder.safetensors");
        var missing = TinyRecipe.Read(("\"mlpWidth\": 32", $"\"mlpWidth\": 32, \"weights\": \"{path}\""));

        Assert.Contains(path, (await Assert.ThrowsAnyAsync<UserErrorException>(() => new TinyRun(new MemoryBlobStore(), missing).TrainAsync())).Message, StringComparison.Ordinal);

        SafetensorsWriter.Save(path, []);
        var unfit = await Assert.ThrowsAnyAsync<UserErrorException>(() => new TinyRun(new MemoryBlobStore(), missing).TrainAsync());
        Assert.IsType<WeightsException>(unfit.InnerException);
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("cos-runs-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
