namespace ChainOfSight.Training.Reports.Model;

/// <summary>One change of token layout: what was before, what is after, and whether the copy kept what was learnt.</summary>
public sealed record TokenScaling
{
    /// <summary>Stage before the change.</summary>
    public required string FromStage { get; init; }

    /// <summary>Stage after the change.</summary>
    public required string ToStage { get; init; }

    /// <summary>The side before.</summary>
    public required TokenScalingSide Before { get; init; }

    /// <summary>The side after.</summary>
    public required TokenScalingSide After { get; init; }

    /// <summary>
    /// Largest difference between a child window's tokens and its parent's on a constant feature map, over the largest token magnitude; null where it
    /// was not taken.
    /// </summary>
    public double? ConstantMapDifference { get; init; }

    /// <summary>Limit of <see cref="ConstantMapDifference"/>.</summary>
    public double ConstantMapLimit { get; init; } = 1e-5;

    /// <summary>Held-out loss with the layout before; null where it was not taken.</summary>
    public double? HeldOutLossBefore { get; init; }

    /// <summary>Held-out loss on the same samples with the layout after, before any further training.</summary>
    public double? HeldOutLossAfter { get; init; }

    /// <summary>How much that loss may rise, as a share.</summary>
    public double MaxLossRise { get; init; } = 0.1;

    /// <summary>Held-out samples of the comparison.</summary>
    public int HeldOutSamples { get; init; }

    /// <summary>Whether the run went on; false: it is held.</summary>
    public bool Accepted { get; init; } = true;
}
