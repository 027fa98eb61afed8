namespace ChainOfSight.Proofs.Commands;

/// <summary>All commands; a new one is a file of its own and a line here.</summary>
internal static class ProofList
{
    public static IReadOnlyList<IProof> All { get; } =
    [
        new Schedules.HostDeathsProof(),
        new Schedules.SchedulesProof(),
    ];
}
