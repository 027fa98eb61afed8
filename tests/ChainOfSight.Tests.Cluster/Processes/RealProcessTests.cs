using ChainOfSight.Proofs.Bits;
using ChainOfSight.Proofs.Disturbed;
using ChainOfSight.Proofs.Processes;
using Xunit.Abstractions;

namespace ChainOfSight.Tests.Cluster.Processes;

/// <summary>Short forms of the proofs with real processes; the long ones are commands of ChainOfSight.Proofs.</summary>
[Collection("real processes")]
public sealed class RealProcessTests(ITestOutputHelper output)
{
    /// <summary>Promise: real processes that are killed, frozen, joined, drained and ended by seed train to the bits of one undisturbed process.</summary>
    [Fact]
    public async Task Killed_processes_train_to_the_bits_of_one_undisturbed_process()
    {
        using var files = new ProofFiles(new ProofRecipe { Steps = 40, FineSteps = 25, Samples = 4, SaveEvery = 10 }.Text());
        var undisturbed = await Undisturbed.TrainAsync(files, CancellationToken.None);
        Assert.True(undisturbed.Lines.Count >= 65);
        foreach (var seed in new[] { 2, 3, 5 })
        {
            var run = await DisturbedRun.RunAsync(files, undisturbed, seed, disturbances: 3, CancellationToken.None);
            output.WriteLine($"seed {seed}: {string.Join(", ", run.Done)}; generation {run.Generation}");
            Assert.Null(run.Difference);
            Assert.NotEmpty(run.Done);
        }
    }

    /// <summary>Promise: everything killed at once and started again with the same commands resumes by itself, to the same bits.</summary>
    [Fact]
    public async Task Everything_killed_at_once_resumes_by_itself_to_the_same_bits()
    {
        using var files = new ProofFiles(new ProofRecipe { Steps = 20, FineSteps = 20, Samples = 4, SaveEvery = 6 }.Text());
        var undisturbed = await Undisturbed.TrainAsync(files, CancellationToken.None);
        var kills = 0;
        foreach (var seed in new[] { 1, 2, 3 })
        {
            var run = await RestartedRun.RunAsync(files, undisturbed, seed, silos: 2, CancellationToken.None);
            Assert.Null(run.Difference);
            kills += run.Kills;
        }

        Assert.True(kills >= 3, $"Everything was killed {kills} times only.");
    }
}
