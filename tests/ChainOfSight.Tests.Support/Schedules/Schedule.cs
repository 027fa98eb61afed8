namespace ChainOfSight.Tests.Support.Schedules;

/// <summary>What happens to a run, by seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Silos">Silos at the beginning.</param>
/// <param name="MinReplicas">Replicas below which the run waits.</param>
/// <param name="Disturbances">What happens, in this order.</param>
internal sealed record Schedule(int Seed, int Silos, int MinReplicas, IReadOnlyList<Disturbance> Disturbances)
{
    // Kills are the most frequent; every kind occurs in some dozens of schedules.
    private static readonly DisturbanceKind[] Kinds =
    [
        DisturbanceKind.Kill, DisturbanceKind.Kill, DisturbanceKind.Kill, DisturbanceKind.Kill, DisturbanceKind.KillUnseen, DisturbanceKind.KillUnseen, DisturbanceKind.KillAll,
        DisturbanceKind.Zombie, DisturbanceKind.Zombie, DisturbanceKind.Stall, DisturbanceKind.Stop, DisturbanceKind.Drain, DisturbanceKind.Join, DisturbanceKind.Join,
        DisturbanceKind.StopRun, DisturbanceKind.PauseRun, DisturbanceKind.NextStage,
    ];

    private static readonly string[] Moments =
    [
        "", "", "reduce begins", "reduce ended", "apply begins", "apply ended", "save begins", "write begins runs/tiny/checkpoints", "write ended runs/tiny/checkpoints",
        "transform begins", "transform ended", "open begins", "open ended", "prepare begins", "prepare ended", "join begins", "join ended", "offer ended", "measure begins", "write begins clusters", "write ended clusters",
        "write ended runs/tiny/metrics", "write ended runs/tiny/latest",
    ];

    /// <summary>The schedule of a seed.</summary>
    public static Schedule Of(int seed)
    {
        var random = new Random(seed);
        var silos = 1 + random.Next(4);
        var nextStages = 0;
        var disturbances = new List<Disturbance>();
        for (var number = 2 + random.Next(5); number > 0; number--)
        {
            var kind = Kinds[random.Next(Kinds.Length)];
            var moment = Moments[random.Next(Moments.Length)];
            var after = random.Next(moment.Length == 0 ? 80 : moment.StartsWith("transform", StringComparison.Ordinal) ? 1 : 6);
            var disturbance = new Disturbance(kind, moment, after, (Victim)random.Next(5), 1 + random.Next(12), random.Next(4) > 0);
            if (kind != DisturbanceKind.NextStage || nextStages++ == 0)
            {
                disturbances.Add(disturbance);
            }
        }

        return new Schedule(seed, silos, 1 + random.Next(2), disturbances);
    }

    public override string ToString() => $"seed {Seed}: {Silos} silos, {MinReplicas} replicas at least; {string.Join("; ", Disturbances)}";
}
