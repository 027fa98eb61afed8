namespace ChainOfSight.Grains.Contracts.Runs;

/// <summary>A checkpoint by name and place.</summary>
[GenerateSerializer]
[Alias("cos.checkpoint-ref")]
public sealed record CheckpointRef
{
    /// <summary>Index of its stage, from 0.</summary>
    [Id(0)]
    public int StageIndex { get; init; }

    /// <summary>Name of its stage.</summary>
    [Id(1)]
    public required string Stage { get; init; }

    /// <summary>Steps of that stage that are in it.</summary>
    [Id(2)]
    public long Step { get; init; }

    /// <summary>Generation that wrote it.</summary>
    [Id(3)]
    public long Generation { get; init; }

    /// <summary>Replica that wrote it, in the form that names take.</summary>
    [Id(4)]
    public required string Saver { get; init; }

    /// <summary>What people call it.</summary>
    public string Title => $"{Stage}-{Step}";
}
