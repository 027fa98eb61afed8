using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Proofs.Bits;
using ChainOfSight.Proofs.Processes;

namespace ChainOfSight.Proofs.Disturbed;

/// <summary>A run whose processes are all killed at once, and started again with the same commands.</summary>
/// <param name="Kills">How often that was done.</param>
/// <param name="Difference">What differs from the undisturbed run; null where nothing does.</param>
internal sealed record RestartedRun(int Kills, string? Difference)
{
    /// <summary>Trains, kills and starts again.</summary>
    public static async Task<RestartedRun> RunAsync(ProofFiles files, RunBits undisturbed, int seed, int silos, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        await using var cluster = await ProcessCluster.StartAsync(files, silos, cancellationToken);
        var view = await cluster.SubmitAsync(1, silos, cancellationToken);
        var wanted = 1 + random.Next(2);
        var kills = 0;
        for (; kills < wanted; kills++)
        {
            var (stage, steps) = (random.Next(2), random.Next(10));
            view = await cluster.UntilAsync(
                $"stage {stage} step {steps} before everything is killed",
                run => run.Phase == RunPhase.Completed || run.StageIndex > stage || run.StageIndex == stage && run.Step >= steps && run.Phase != RunPhase.Waiting,
                cancellationToken);
            if (view.Phase == RunPhase.Completed)
            {
                break;
            }

            var names = cluster.Living.Select(silo => silo.Name).ToList();
            foreach (var silo in cluster.Living)
            {
                silo.Kill();
            }

            // With the names of the dead: the same commands.
            var again = names.Select(name => cluster.Start(name)).ToList();
            await ProcessCluster.Guarded("the silos to serve again", Task.WhenAll(again.Select(silo => silo.Serving)), cancellationToken);
            await cluster.ConnectAsync(cancellationToken);
        }

        await Undisturbed.CompleteAsync(cluster, cancellationToken);
        var bits = await RunBits.OfAsync(cluster.Store, ProofRecipe.Run, cancellationToken);
        return new RestartedRun(kills, bits.Difference(undisturbed));
    }
}
