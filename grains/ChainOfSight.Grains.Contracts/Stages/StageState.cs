namespace ChainOfSight.Grains.Contracts.Stages;

/// <summary>Where a stage change is.</summary>
public enum StageState
{
    /// <summary>No change goes on.</summary>
    Training,

    /// <summary>Members end their step and hold.</summary>
    Quiescing,

    /// <summary>The stage's last checkpoint is written and verified.</summary>
    Saving,

    /// <summary>The next stage's weights are made from it.</summary>
    Transforming,

    /// <summary>What was made is checked: shapes, hashes, a constant map, the held-out loss.</summary>
    Verifying,

    /// <summary>A check failed; the checkpoint before is still the latest.</summary>
    Held,
}
