namespace ChainOfSight.Grains.Contracts.Replicas;

/// <summary>Asks a member of a new generation where it stands.</summary>
[GenerateSerializer]
[Alias("cos.poll")]
public sealed record PollOrder
{
    /// <summary>The run.</summary>
    [Id(0)]
    public required string Run { get; init; }

    /// <summary>The new generation; older ones are refused from now on.</summary>
    [Id(1)]
    public long Generation { get; init; }
}
