using ChainOfSight.Benchmarks.Rivals;

namespace ChainOfSight.Benchmarks.Reporting;

/// <summary>A row of a table of figures.</summary>
internal sealed record BenchmarkRow
{
    /// <summary>What was measured.</summary>
    public required string Name { get; init; }

    /// <summary>Unit of <see cref="Ours"/> and <see cref="Theirs"/>.</summary>
    public required string Unit { get; init; }

    /// <summary>Our figure.</summary>
    public required Spread Ours { get; init; }

    /// <summary>Who is compared to; null where the figure stands alone.</summary>
    public string? Peer { get; init; }

    /// <summary>The peer's figure.</summary>
    public Spread? Theirs { get; init; }

    /// <summary>Ours by theirs, round by round.</summary>
    public Spread? Ratio { get; init; }

    /// <summary>What is to be reached, in words; null where nothing is promised.</summary>
    public string? Promise { get; init; }

    /// <summary>Whether it is reached.</summary>
    public bool? Holds { get; init; }

    /// <summary>What a reader should know beside.</summary>
    public string? Remark { get; init; }
}
