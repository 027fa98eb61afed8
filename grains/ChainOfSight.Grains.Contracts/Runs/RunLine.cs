namespace ChainOfSight.Grains.Contracts.Runs;

/// <summary>Something that happened in a run.</summary>
[GenerateSerializer]
[Alias("cos.run-line")]
[Immutable]
public sealed record RunLine
{
    /// <summary>Number of the line, from 1, without gaps within one activation of the run.</summary>
    [Id(0)]
    public long Number { get; init; }

    /// <summary>Generation in which it happened.</summary>
    [Id(1)]
    public long Generation { get; init; }

    /// <summary>The event as JSON, with its kind under <c>event</c>: the lines that <c>cos train --json</c> prints.</summary>
    [Id(2)]
    public required string Json { get; init; }
}
