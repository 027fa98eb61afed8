namespace ChainOfSight.Grains.Contracts.Stages;

/// <summary>Changes from one stage to the next.</summary>
[GenerateSerializer]
[Alias("cos.stage-change-order")]
public sealed record StageChangeOrder
{
    /// <summary>Generation of the run.</summary>
    [Id(0)]
    public long Generation { get; init; }

    /// <summary>Name of the stage that ends.</summary>
    [Id(1)]
    public required string From { get; init; }

    /// <summary>Index of the stage that ends, from 0.</summary>
    [Id(2)]
    public int FromIndex { get; init; }

    /// <summary>The step at which it ends.</summary>
    [Id(3)]
    public long Step { get; init; }

    /// <summary>Name of the next stage.</summary>
    [Id(4)]
    public required string To { get; init; }

    /// <summary>Why: steps, plateau, operator.</summary>
    [Id(5)]
    public required string Trigger { get; init; }

    /// <summary>A rise of the loss over the limit is accepted.</summary>
    [Id(6)]
    public bool Accept { get; init; }
}
