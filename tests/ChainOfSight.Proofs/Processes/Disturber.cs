using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Proofs.Processes;

/// <summary>Disturbs a cluster by seed while its run trains. Whoever goes is replaced, so that there is somebody to train.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="seed">Decides what is done and when.</param>
internal sealed class Disturber(ProcessCluster cluster, int seed)
{
    private const int Most = 5;

    // By weight: what kills is what the promise is about.
    private static readonly DisturbanceKind[] Kinds =
    [
        DisturbanceKind.Kill, DisturbanceKind.Kill, DisturbanceKind.Kill, DisturbanceKind.KillHost, DisturbanceKind.KillHost, DisturbanceKind.KillTwo,
        DisturbanceKind.Freeze, DisturbanceKind.Join, DisturbanceKind.Drain, DisturbanceKind.Terminate,
    ];

    private readonly Random random = new(seed);

    /// <summary>What was done, by kind.</summary>
    public List<DisturbanceKind> Done { get; } = [];

    /// <summary>Disturbs until the run ends or enough was done.</summary>
    /// <param name="disturbances">How often.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(int disturbances, CancellationToken cancellationToken)
    {
        var last = await cluster.UntilAsync("first steps", run => run.Phase == RunPhase.Completed || run.Step > 1, cancellationToken);
        while (Done.Count < disturbances && last.Phase != RunPhase.Completed)
        {
            var (from, wait) = (last, 1 + random.Next(8));
            last = await cluster.UntilAsync($"{wait} steps before disturbance {Done.Count + 1}", run => IsFurther(run, from, wait), cancellationToken);
            if (last.Phase == RunPhase.Completed)
            {
                return;
            }

            var kind = Kinds[random.Next(Kinds.Length)];
            Done.Add(kind);
            await DisturbAsync(kind, cancellationToken);
            last = await cluster.UntilAsync($"steps after {kind}", run => IsFurther(run, last, 1), cancellationToken);
        }
    }

    private static bool IsFurther(RunView run, RunView from, int steps) =>
        run.Phase == RunPhase.Completed || run.StageIndex > from.StageIndex || run.StageIndex == from.StageIndex && run.Step >= Math.Min(from.Step + steps, run.Steps - 1);

    private async Task DisturbAsync(DisturbanceKind kind, CancellationToken cancellationToken)
    {
        // One that is about to leave may be gone from the cluster before its process is.
        var living = cluster.Living.Where(one => !one.IsLeaving).ToList();
        var silo = living[random.Next(living.Count)];
        switch (kind)
        {
            case DisturbanceKind.Kill:
                silo.Kill();
                cluster.Start();
                break;
            case DisturbanceKind.KillHost:
                (cluster.Host() ?? silo).Kill();
                cluster.Start();
                break;
            case DisturbanceKind.KillTwo:
                silo.Kill();
                living.First(other => other != silo).Kill();
                cluster.Start();
                cluster.Start();
                break;
            case DisturbanceKind.Freeze:
                await FreezeAsync(silo, cancellationToken);
                cluster.Start();
                break;
            case DisturbanceKind.Join:
                if (living.Count < Most)
                {
                    cluster.Start();
                }

                break;
            case DisturbanceKind.Drain:
                await ServesAsync(silo, cancellationToken);
                await cluster.Client.DrainAsync(silo.Name, cancellationToken);
                cluster.Start();
                silo.Terminate();
                break;
            default:
                silo.Terminate();
                cluster.Start();
                break;
        }
    }

    // Of one that was started a moment ago the others know nothing yet: nobody would drain it, or find it dead.
    private static Task ServesAsync(SiloProcess silo, CancellationToken cancellationToken) => ProcessCluster.Guarded($"{silo.Name} to serve", silo.Serving, cancellationToken);

    // Woken only when the others have found it dead and go on: then its orders and its state are those of a dead one.
    private async Task FreezeAsync(SiloProcess silo, CancellationToken cancellationToken)
    {
        await ServesAsync(silo, cancellationToken);
        silo.Freeze();
        await cluster.UntilDeadAsync(silo, cancellationToken);
        await cluster.UntilAsync(
            "the others to go on without the frozen silo",
            run => run.Phase == RunPhase.Completed || run.Phase == RunPhase.Training && run.Members.Count > 0 && run.Members.All(member => !member.Replica.StartsWith($"{silo.Name}/", StringComparison.Ordinal)),
            cancellationToken);
        silo.Thaw();
        await ProcessCluster.Guarded("the frozen silo to find itself dead and end", silo.EndedAsync(cancellationToken), cancellationToken);
    }
}
