namespace ChainOfSight.Grains.Contracts.Runs;

/// <summary>Where a run stands.</summary>
public enum RunPhase
{
    /// <summary>No such run.</summary>
    Unknown,

    /// <summary>It waits for devices: fewer are free than it needs.</summary>
    Waiting,

    /// <summary>Its members are asked where they stand, or build their stage.</summary>
    Gathering,

    /// <summary>It trains.</summary>
    Training,

    /// <summary>It changes its stage.</summary>
    ChangingStage,

    /// <summary>A person paused it, or its data went over the quarantine budget.</summary>
    Paused,

    /// <summary>A hand-over failed a check; the checkpoint before is still the latest.</summary>
    Held,

    /// <summary>It was stopped with a checkpoint; submitting it again goes on with it.</summary>
    Interrupted,

    /// <summary>Something that a person must mend stopped it; submitting it again goes on with it.</summary>
    Failed,

    /// <summary>Every stage is done.</summary>
    Completed,
}
