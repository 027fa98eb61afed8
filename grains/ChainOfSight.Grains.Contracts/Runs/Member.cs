namespace ChainOfSight.Grains.Contracts.Runs;

/// <summary>A replica in a generation: one lane start of one device.</summary>
[GenerateSerializer]
[Alias("cos.member")]
public sealed record Member
{
    /// <summary>The replica: silo and device, the key of its grain.</summary>
    [Id(0)]
    public required string Replica { get; init; }

    /// <summary>Its incarnation, random per lane start: state of another incarnation never counts.</summary>
    [Id(1)]
    public required string Incarnation { get; init; }

    /// <summary>Where its peers reach it for gradients.</summary>
    [Id(2)]
    public string Endpoint { get; init; } = "";

    /// <summary>Words for messages: replica and the beginning of its incarnation.</summary>
    public override string ToString() => $"{Replica} ({(Incarnation.Length > 6 ? Incarnation[..6] : Incarnation)})";
}
