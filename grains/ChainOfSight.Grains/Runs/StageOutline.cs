using ChainOfSight.Grains.Stages;

namespace ChainOfSight.Grains.Runs;

/// <summary>What the control plane needs to know of a stage.</summary>
public sealed record StageOutline
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its steps.</summary>
    public required long Steps { get; init; }

    /// <summary>Slots per step.</summary>
    public required int Slots { get; init; }

    /// <summary>Steps between checkpoints; 0 = only at its end.</summary>
    public long SaveEvery { get; init; }

    /// <summary>Steps between held-out losses; 0 = only at its end.</summary>
    public long MeasureEvery { get; init; }

    /// <summary>Held-out samples of a measure; 0 = there is no held-out loss.</summary>
    public int MeasuredSamples { get; init; }

    /// <summary>Slots of a measure.</summary>
    public int MeasuredSlots { get; init; }

    /// <summary>Whether there is a held-out loss at all.</summary>
    public bool IsMeasured => MeasuredSamples > 0;

    /// <summary>Whether the model answers evaluation sets at its end.</summary>
    public bool IsEvaluated { get; init; }

    /// <summary>Whether the weights of the stage before must be transformed for it: its token layout is another one.</summary>
    public bool NeedsTransform { get; init; }

    /// <summary>Whether its length was given in samples.</summary>
    public bool BySamples { get; init; }

    /// <summary>True: a step that is not finite is skipped. False: the run stops there.</summary>
    public bool SkipsNonFinite { get; init; }

    /// <summary>Ends the stage when its held-out loss stops falling; null = never.</summary>
    public PlateauRule? Plateau { get; init; }
}
