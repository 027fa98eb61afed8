namespace ChainOfSight.Tests.Support.Schedules;

/// <summary>Which silo a disturbance meets.</summary>
internal enum Victim
{
    /// <summary>The silo at whose moment it strikes.</summary>
    Self,

    /// <summary>One of the others.</summary>
    Other,

    /// <summary>The host of the run.</summary>
    Run,

    /// <summary>The host of its stage manager.</summary>
    StageManager,

    /// <summary>The host of its checkpoints.</summary>
    Checkpoint,
}
