namespace ChainOfSight.Grains.Runs;

/// <summary>A stage that ended before its last step.</summary>
[GenerateSerializer]
[Alias("cos.stage-end")]
public sealed record StageEnd
{
    /// <summary>Index of the stage.</summary>
    [Id(0)]
    public int StageIndex { get; init; }

    /// <summary>Steps that it did.</summary>
    [Id(1)]
    public long Step { get; init; }

    /// <summary>Why it ended.</summary>
    [Id(2)]
    public string Trigger { get; init; } = "";
}
