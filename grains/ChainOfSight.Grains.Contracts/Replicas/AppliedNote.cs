namespace ChainOfSight.Grains.Contracts.Replicas;

/// <summary>The last step that a replica applied or skipped.</summary>
[GenerateSerializer]
[Alias("cos.applied")]
[Immutable]
public sealed record AppliedNote
{
    /// <summary>The sum that was applied or skipped, with what this replica computed of it.</summary>
    [Id(0)]
    public required ReducedNote Sum { get; init; }

    /// <summary>Global norm of the gradient before clipping; null where the step was skipped.</summary>
    [Id(1)]
    public double? GradientNorm { get; init; }

    /// <summary>Learning rate of the step.</summary>
    [Id(2)]
    public double LearningRate { get; init; }

    /// <summary>Why it was skipped; null where it was applied.</summary>
    [Id(3)]
    public string? Skipped { get; init; }

    /// <summary>Slots of all steps of the run that count, as the order said.</summary>
    [Id(4)]
    public long AppliedSlots { get; init; }

    /// <summary>Slots that were computed again, as the order said.</summary>
    [Id(5)]
    public long RepeatedSlots { get; init; }
}
