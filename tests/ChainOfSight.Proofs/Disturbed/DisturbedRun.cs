using ChainOfSight.Proofs.Bits;
using ChainOfSight.Proofs.Processes;

namespace ChainOfSight.Proofs.Disturbed;

/// <summary>One run of real processes that is disturbed by seed.</summary>
/// <param name="Done">What was done to it.</param>
/// <param name="Generation">Its last generation.</param>
/// <param name="Difference">What differs from the undisturbed run; null where nothing does.</param>
internal sealed record DisturbedRun(IReadOnlyList<DisturbanceKind> Done, long Generation, string? Difference)
{
    /// <summary>Trains and disturbs.</summary>
    /// <param name="files">Recipe and data.</param>
    /// <param name="undisturbed">What must come out.</param>
    /// <param name="seed">Decides what is done.</param>
    /// <param name="disturbances">How often.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<DisturbedRun> RunAsync(ProofFiles files, RunBits undisturbed, int seed, int disturbances, CancellationToken cancellationToken)
    {
        await using var cluster = await ProcessCluster.StartAsync(files, 3, cancellationToken);
        await cluster.SubmitAsync(1, 4, cancellationToken);
        var disturber = new Disturber(cluster, seed);
        await disturber.RunAsync(disturbances, cancellationToken);
        var end = await Undisturbed.CompleteAsync(cluster, cancellationToken);
        var bits = await RunBits.OfAsync(cluster.Store, ProofRecipe.Run, cancellationToken);
        return new DisturbedRun(disturber.Done, end.Generation, bits.Difference(undisturbed));
    }
}
