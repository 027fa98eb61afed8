namespace ChainOfSight.Training.Elastic;

/// <summary>
/// Order to build a stage. Neither checkpoint nor ticket: the run begins, from the seed or from the recipe's <c>startFrom</c>. A checkpoint of
/// this stage: the stage goes on there. A checkpoint of an earlier stage: this stage begins with its weights. A ticket: what is trained comes
/// from a peer, the rest as without it, so give the checkpoint with which the stage began as well.
/// </summary>
public sealed record OpenStage
{
    /// <summary>Name of the run; its recipe is read from the store.</summary>
    public required string Run { get; init; }

    /// <summary>Generation that orders.</summary>
    public required long Generation { get; init; }

    /// <summary>Index of the stage in the recipe.</summary>
    public required int StageIndex { get; init; }

    /// <summary>Folder of the checkpoint (<see cref="Checkpoints.CheckpointName.Folder"/>); null = none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Ticket of a peer's state; null = none.</summary>
    public StateTicket? Ticket { get; init; }

    /// <summary>Conditions of the run; a lane with others refuses. Null = not checked.</summary>
    public ExactConditions? Required { get; init; }
}
