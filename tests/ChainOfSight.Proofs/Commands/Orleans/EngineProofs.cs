namespace ChainOfSight.Proofs.Commands;

/// <summary>What is promised on Orleans. It cannot freeze silos of this process, so it has no proofs of its own.</summary>
internal static class EngineProofs
{
    /// <summary>From the death of a process to the next applied step.</summary>
    public static TimeSpan Recovery { get; } = TimeSpan.FromSeconds(10);

    /// <summary>What makes a silent silo dead: the missed probes and the vote of the others.</summary>
    public static TimeSpan Silence { get; } = TimeSpan.FromSeconds(5);

    /// <summary>None.</summary>
    public static IReadOnlyList<IProof> Own { get; } = [];
}
