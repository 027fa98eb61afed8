namespace ChainOfSight.Grains.Contracts.Replicas;

/// <summary>Where and what a peer can fetch.</summary>
[GenerateSerializer]
[Alias("cos.offer")]
[Immutable]
public sealed record OfferTicket
{
    /// <summary>Address of the giver.</summary>
    [Id(0)]
    public required string Endpoint { get; init; }

    /// <summary>The offer among the giver's.</summary>
    [Id(1)]
    public required string Key { get; init; }

    /// <summary>Steps that are in the state.</summary>
    [Id(2)]
    public long Step { get; init; }

    /// <summary>Hash of the state.</summary>
    [Id(3)]
    public required string Hash { get; init; }

    /// <summary>Bytes to fetch.</summary>
    [Id(4)]
    public long Bytes { get; init; }
}
