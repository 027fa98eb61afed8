namespace ChainOfSight.Actors.Simulation;

/// <summary>What can go wrong in a simulation.</summary>
public enum FaultKind
{
    /// <summary>A process ends without a word.</summary>
    Kill,

    /// <summary>A process freezes and comes back.</summary>
    Pause,

    /// <summary>Two processes cannot hear each other for a while.</summary>
    Partition,

    /// <summary>The time of day jumps.</summary>
    ClockJump,

    /// <summary>A message takes much longer.</summary>
    MessageDelayed,

    /// <summary>A message is lost.</summary>
    MessageDropped,

    /// <summary>A message arrives twice.</summary>
    MessageRepeated,

    /// <summary>A message takes much longer, and those sent after it do not wait for it.</summary>
    MessageOvertaken,

    /// <summary>The store refuses a write as if another had been faster.</summary>
    StoreConflict,

    /// <summary>The store does not answer and has not written.</summary>
    StoreTimeout,

    /// <summary>The store has written, and its answer is lost.</summary>
    StoreReplyLost,

    /// <summary>The store writes long after the writer gave up.</summary>
    StoreLate,

    /// <summary>The store is away for a while.</summary>
    StoreAway,

    /// <summary>A silo joins while the others run.</summary>
    Join,

    /// <summary>A silo leaves in good order.</summary>
    Drain,
}
