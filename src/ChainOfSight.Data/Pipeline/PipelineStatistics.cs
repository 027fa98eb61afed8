namespace ChainOfSight.Data.Pipeline;

/// <summary>What a pipeline has done since it was opened.</summary>
public sealed record PipelineStatistics
{
    /// <summary>Time spent in each part, summed over workers; <see cref="PipelineStage.Wait"/> is the consumer's.</summary>
    public required IReadOnlyDictionary<PipelineStage, TimeSpan> Times { get; init; }

    /// <summary>Slots handed to the consumer.</summary>
    public required long Slots { get; init; }

    /// <summary>Of these, slots for which it had to wait.</summary>
    public required long SlotsWaitedFor { get; init; }

    /// <summary>Samples prepared, from the cache or not.</summary>
    public required long Samples { get; init; }

    /// <summary>Of these, samples that came from the cache.</summary>
    public required long CacheHits { get; init; }

    /// <summary>Bytes in the cache.</summary>
    public required long CacheBytes { get; init; }

    /// <summary>Bad samples met; one that is met twice counts twice.</summary>
    public required long Quarantined { get; init; }

    /// <summary>Reads that were repeated.</summary>
    public required long Retries { get; init; }

    /// <summary>Slots that are ready or in work now.</summary>
    public required int SlotsAhead { get; init; }
}
