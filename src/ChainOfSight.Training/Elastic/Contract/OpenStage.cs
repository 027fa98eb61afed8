namespace ChainOfSight.Training.Elastic;

/// <summary>
/// Order to build a stage. Neither checkpoint nor ticket: the run begins, from the seed or from the recipe's <c>startFrom</c>. A checkpoint of
/// this stage: the stage goes on there. A checkpoint of an earlier stage: this stage begins with its weights.
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

    /// <summary>
    /// True: everything is built, tried and read as far as it goes before the run is known to need it, and what is trained comes from a peer later
    /// (<see cref="IReplicaLane.TakeStateAsync"/>); until then the lane does nothing else with this stage. What the checkpoint says of the trained
    /// weights counts for nothing then. False, the default: the stage goes on from what was opened.
    /// </summary>
    public bool IsForJoin { get; init; }

    /// <summary>Conditions of the run; a lane with others refuses. Null = not checked.</summary>
    public ExactConditions? Required { get; init; }
}
