using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Grains.Runs;

/// <summary>
/// What operators ordered and was not carried out yet, part of the run's record: an order is acknowledged once it stands here, and then outlives the
/// activation and its silo. Each is carried out once, however often it was given.
/// </summary>
[GenerateSerializer]
[Alias("cos.standing-orders")]
public sealed record StandingOrders
{
    /// <summary>Where the run is to rest after its step; null = nowhere.</summary>
    [Id(0)]
    public RunPhase? Rest { get; init; }

    /// <summary>Why it is to rest, in words.</summary>
    [Id(1)]
    public string? Reason { get; init; }

    /// <summary>Index of the stage that is to end after its step; null = none. Another stage is not meant.</summary>
    [Id(2)]
    public int? EndStage { get; init; }

    /// <summary>What still stands once a record is written that carries some of it out.</summary>
    /// <param name="next">The record.</param>
    public StandingOrders After(RunEntry next)
    {
        var isRested = next.Phase != RunPhase.Training;
        var isEnded = EndStage is { } stage && (next.StageIndex > stage || next.Phase == RunPhase.Completed || next.Ends.Any(end => end.StageIndex == stage));
        return this with { Rest = isRested ? null : Rest, Reason = isRested ? null : Reason, EndStage = isEnded ? null : EndStage };
    }
}
