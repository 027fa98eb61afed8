namespace ChainOfSight.Actors.Runtime;

/// <summary>What an activation's queue does with a request.</summary>
internal enum Admission
{
    /// <summary>Queued, and nothing that runs is in its way.</summary>
    MayStart,

    /// <summary>Queued behind what runs.</summary>
    Waits,

    /// <summary>Refused: too many wait.</summary>
    Full,

    /// <summary>Refused: it would wait for a request that waits for it.</summary>
    Cycle,
}
