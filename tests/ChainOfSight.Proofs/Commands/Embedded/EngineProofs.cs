namespace ChainOfSight.Proofs.Commands;

/// <summary>What the embedded runtime promises of its own, and the proofs that need its means.</summary>
internal static class EngineProofs
{
    /// <summary>From the death of a process to the next applied step.</summary>
    public static TimeSpan Recovery { get; } = TimeSpan.FromSeconds(5);

    /// <summary>What makes a silent silo dead.</summary>
    public static TimeSpan Silence { get; } = new Actors.Membership.MembershipOptions().SilencePatience;

    /// <summary>They freeze silos of this process.</summary>
    public static IReadOnlyList<IProof> Own { get; } = [new Schedules.HostDeathsProof(), new Schedules.SchedulesProof()];
}
