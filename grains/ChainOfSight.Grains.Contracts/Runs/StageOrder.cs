namespace ChainOfSight.Grains.Contracts.Runs;

/// <summary>What an operator wants of the stages.</summary>
[GenerateSerializer]
[Alias("cos.stage-order")]
public sealed record StageOrder
{
    /// <summary>What.</summary>
    [Id(0)]
    public StageOrderKind Kind { get; init; }

    /// <summary>Revert only: the checkpoint to go back to, as <c>stage-step</c>.</summary>
    [Id(1)]
    public string? Checkpoint { get; init; }

    /// <summary>Next only: index of the stage that is to end, so that the order may be repeated; a run that is past it has obeyed. Null = the stage in which it finds the run.</summary>
    [Id(2)]
    public int? StageIndex { get; init; }
}
