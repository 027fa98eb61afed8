namespace ChainOfSight.Grains.Contracts.Replicas;

/// <summary>What a replica does now.</summary>
public enum ReplicaPhase
{
    /// <summary>Its device is free.</summary>
    Idle,

    /// <summary>Its lane starts.</summary>
    Starting,

    /// <summary>It does no step: it was told nothing, or told to hold.</summary>
    Holding,

    /// <summary>It computes its slots and sums with the others.</summary>
    Reducing,

    /// <summary>It holds the sum of a step and waits for the word to apply it.</summary>
    Reduced,

    /// <summary>It applies a step.</summary>
    Applying,

    /// <summary>It does something else: opening, saving, measuring, transforming.</summary>
    Working,

    /// <summary>Its lane is of no use any more; its state never counts again.</summary>
    Failed,
}
