using ChainOfSight.Data.Quarantine;

namespace ChainOfSight.Training.Elastic;

/// <summary>What a lane reports of a reduced step. All but the last four are equal on all members.</summary>
public sealed record ReducedStep
{
    /// <summary>Step of the stage, from 0.</summary>
    public required long Step { get; init; }

    /// <summary>Generation in which it was reduced.</summary>
    public required long Generation { get; init; }

    /// <summary>Integer checksum over the bits of the root: gradient, loss, counts, samples, fault. Members with another one must not apply.</summary>
    public required long Checksum { get; init; }

    /// <summary>Summed loss; not finite where a slot's was.</summary>
    public required double LossSum { get; init; }

    /// <summary>Loss tokens; 0: the step will be skipped.</summary>
    public required long LossTokens { get; init; }

    /// <summary>Samples in the step.</summary>
    public required int Samples { get; init; }

    /// <summary>Tokens through the model, visual ones included.</summary>
    public required long Tokens { get; init; }

    /// <summary>Hash of the samples' identities in slot order.</summary>
    public required long SampleDigest { get; init; }

    /// <summary>A loss or gradient that is not finite; the step will be skipped on all members or the run paused. Null: none.</summary>
    public StepFault? Fault { get; init; }

    /// <summary>Bad samples that the slots met, in slot order; they enter the ledger when the step is committed.</summary>
    public IReadOnlyList<QuarantineEntry> Quarantined { get; init; } = [];

    /// <summary>Slots that this lane computed for this order; in a repeated reduction those that nobody held.</summary>
    public required int ComputedSlots { get; init; }

    /// <summary>Time in which the lane waited for samples.</summary>
    public required TimeSpan DataWait { get; init; }

    /// <summary>Time of forward, backward and merging.</summary>
    public required TimeSpan Compute { get; init; }

    /// <summary>Time in which it waited for other members.</summary>
    public required TimeSpan ExchangeWait { get; init; }
}
