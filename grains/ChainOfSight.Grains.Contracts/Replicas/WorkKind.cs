namespace ChainOfSight.Grains.Contracts.Replicas;

/// <summary>Work of a replica other than a step.</summary>
public enum WorkKind
{
    /// <summary>Build the stage: from nothing or from a checkpoint.</summary>
    Open,

    /// <summary>Copy the state to host memory for a peer to fetch.</summary>
    Offer,

    /// <summary>Write a checkpoint and verify it.</summary>
    Save,

    /// <summary>Measure the held-out loss.</summary>
    Measure,

    /// <summary>Take the stage's last checkpoint over into the next stage, verify, write a new checkpoint.</summary>
    Transform,

    /// <summary>Let the model answer the evaluation sets.</summary>
    Evaluate,

    /// <summary>Build the stage as Open does, in order to join: what it has is no state of the run.</summary>
    Prepare,

    /// <summary>Take the trained state of a member into the stage that was prepared.</summary>
    Join,
}
