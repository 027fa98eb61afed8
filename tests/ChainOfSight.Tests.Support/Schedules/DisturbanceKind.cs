namespace ChainOfSight.Tests.Support.Schedules;

/// <summary>What can happen to a run.</summary>
internal enum DisturbanceKind
{
    /// <summary>A silo dies at once; the others know it.</summary>
    Kill,

    /// <summary>A silo dies at once; the others learn of it later.</summary>
    KillUnseen,

    /// <summary>All silos die at once; new ones get the same command.</summary>
    KillAll,

    /// <summary>A silo stands still, is declared dead, and goes on later as a zombie.</summary>
    Zombie,

    /// <summary>A silo stands still for less than the death time.</summary>
    Stall,

    /// <summary>A silo is stopped in good order.</summary>
    Stop,

    /// <summary>An operator drains a silo; then it is stopped.</summary>
    Drain,

    /// <summary>A silo comes.</summary>
    Join,

    /// <summary>An operator stops the run and submits it again.</summary>
    StopRun,

    /// <summary>An operator pauses the run and resumes it.</summary>
    PauseRun,

    /// <summary>An operator orders the next stage.</summary>
    NextStage,
}
