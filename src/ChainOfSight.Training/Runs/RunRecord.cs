namespace ChainOfSight.Training.Runs;

/// <summary><c>runs/{run}/run.json</c>: who trains the run now. Changed by compare-and-swap only.</summary>
public sealed record RunRecord
{
    /// <summary>Version of the format.</summary>
    public required int Version { get; init; }

    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

    /// <summary>Rises at each start; the highest one owns the run.</summary>
    public required long Generation { get; init; }

    /// <summary>Where the run stands.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>SHA-256 of the resolved recipe with which the run began.</summary>
    public required string RecipeHash { get; init; }

    /// <summary>Why the run is held; null otherwise.</summary>
    public string? Reason { get; init; }
}
