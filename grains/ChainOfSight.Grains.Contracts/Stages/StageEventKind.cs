namespace ChainOfSight.Grains.Contracts.Stages;

/// <summary>What moves a stage change on.</summary>
public enum StageEventKind
{
    /// <summary>All members hold at the last step.</summary>
    Quiesced,

    /// <summary>The last checkpoint of the old stage is verified.</summary>
    Saved,

    /// <summary>The first checkpoint of the new stage is written; its checks passed.</summary>
    Transformed,

    /// <summary>A check of what was made failed.</summary>
    Refused,

    /// <summary>The work was lost with its replica; it is to be done again.</summary>
    Lost,

    /// <summary>The run's record names the new stage: the change is done.</summary>
    Committed,

    /// <summary>The run went back to a checkpoint: the change is void, whatever its attempt.</summary>
    Void,
}
