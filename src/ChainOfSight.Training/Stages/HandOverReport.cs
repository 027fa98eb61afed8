namespace ChainOfSight.Training.Stages;

/// <summary>What the change from one multimodal stage to the next did, and what its checks found. Part of the run and of its report.</summary>
public sealed record HandOverReport
{
    /// <summary>Name of the stage before, or of the checkpoint from which the run started.</summary>
    public required string From { get; init; }

    /// <summary>Name of the stage that takes over.</summary>
    public required string To { get; init; }

    /// <summary>Layout before.</summary>
    public required string FromLayout { get; init; }

    /// <summary>Layout after.</summary>
    public required string ToLayout { get; init; }

    /// <summary>Visual tokens before.</summary>
    public required int FromTokens { get; init; }

    /// <summary>Visual tokens after.</summary>
    public required int ToTokens { get; init; }

    /// <summary>Side of the image before, in pixels.</summary>
    public required int FromImageSide { get; init; }

    /// <summary>Side of the image after, in pixels.</summary>
    public required int ToImageSide { get; init; }

    /// <summary>For each scale of the new layout the index of its parent and how many child windows per side a parent window has.</summary>
    public required IReadOnlyList<HandOverScale> Scales { get; init; }

    /// <summary>Whether the tower's positions were interpolated to another grid.</summary>
    public required bool PositionsInterpolated { get; init; }

    /// <summary>
    /// On a constant feature map: largest difference of a child window's tokens from its parent's, relative to the largest token; null
    /// where nothing was inflated.
    /// </summary>
    public double? ConstantMapError { get; init; }

    /// <summary>Limit of <see cref="ConstantMapError"/>.</summary>
    public double ConstantMapLimit { get; init; } = 1e-5;

    /// <summary>Held-out loss before.</summary>
    public required double LossBefore { get; init; }

    /// <summary>Held-out loss after, before any further training.</summary>
    public required double LossAfter { get; init; }

    /// <summary>How much the loss may rise, as a share.</summary>
    public required double MaxLossRise { get; init; }

    /// <summary>How much the loss rose, as a share; negative where it fell.</summary>
    public double LossRise => LossBefore == 0 ? 0 : (LossAfter / LossBefore) - 1;

    /// <summary>Held-out samples that were measured.</summary>
    public required int Samples { get; init; }

    /// <summary>Whether every check held.</summary>
    public bool Accepted => (ConstantMapError ?? 0) <= ConstantMapLimit && double.IsFinite(LossAfter) && LossRise <= MaxLossRise;
}
