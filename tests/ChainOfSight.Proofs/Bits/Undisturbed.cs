using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Proofs.Processes;

namespace ChainOfSight.Proofs.Bits;

/// <summary>The run that nobody disturbs: one process, one replica.</summary>
internal static class Undisturbed
{
    public static async Task<RunBits> TrainAsync(ProofFiles files, CancellationToken cancellationToken)
    {
        await using var cluster = await ProcessCluster.StartAsync(files, 1, cancellationToken);
        await cluster.SubmitAsync(1, 1, cancellationToken);
        await CompleteAsync(cluster, cancellationToken);
        return await RunBits.OfAsync(cluster.Store, ProofRecipe.Run, cancellationToken);
    }

    /// <summary>Waits for the good end of a run.</summary>
    /// <exception cref="InvalidOperationException">It came to another end.</exception>
    public static async Task<RunView> CompleteAsync(ProcessCluster cluster, CancellationToken cancellationToken)
    {
        var end = await cluster.UntilAsync("the end of the run", run => run.Phase is RunPhase.Completed or RunPhase.Failed or RunPhase.Held or RunPhase.Interrupted, cancellationToken);
        return end.Phase == RunPhase.Completed ? end : throw new InvalidOperationException($"The run came to rest as {end.Phase}: {end.Reason}");
    }
}
