namespace ChainOfSight.Proofs.Processes;

/// <summary>What is done to a cluster.</summary>
internal enum DisturbanceKind
{
    /// <summary>A silo is killed.</summary>
    Kill,

    /// <summary>The silo that has the run's grain is killed.</summary>
    KillHost,

    /// <summary>Two silos are killed at once.</summary>
    KillTwo,

    /// <summary>A silo is frozen until the others have declared it dead, and woken again.</summary>
    Freeze,

    /// <summary>A silo comes.</summary>
    Join,

    /// <summary>A silo gives its replica up, then is asked to end.</summary>
    Drain,

    /// <summary>A silo is asked to end.</summary>
    Terminate,
}
