using ChainOfSight.Data.Quarantine;
using ChainOfSight.Training.Steps;

namespace ChainOfSight.Training.Elastic;

/// <summary>A node of a step's tree with all that travels with it. On the lane's thread only.</summary>
internal sealed record StepNode : IDisposable
{
    /// <summary>Gradient and loss; null where no slot carries loss, or where one is not finite: the step is lost anyway.</summary>
    public SlotGradient? Gradient { get; init; }

    /// <summary>Samples in it.</summary>
    public int Samples { get; init; }

    /// <summary>Tokens through the model.</summary>
    public long Tokens { get; init; }

    /// <summary>Hash of the samples' identities in slot order.</summary>
    public long Digest { get; init; }

    /// <summary>What is not finite in it; null: nothing.</summary>
    public StepFault? Fault { get; init; }

    /// <summary>Bad samples in slot order.</summary>
    public IReadOnlyList<QuarantineEntry> Quarantined { get; init; } = [];

    /// <summary>Adds the right neighbour; both inputs are used up.</summary>
    public static StepNode Merge(StepNode left, StepNode right)
    {
        var fault = First(left.Fault, right.Fault);
        SlotGradient? gradient = null;
        if (fault is null)
        {
            gradient = left.Gradient is null ? right.Gradient : right.Gradient is null ? left.Gradient : SlotGradient.Merge(left.Gradient, right.Gradient);
        }
        else
        {
            left.Dispose();
            right.Dispose();
        }

        return new StepNode
        {
            Gradient = gradient,
            Samples = left.Samples + right.Samples,
            Tokens = left.Tokens + right.Tokens,
            Digest = SampleDigest.Join(left.Digest, right.Digest),
            Fault = fault,
            Quarantined = right.Quarantined.Count == 0 ? left.Quarantined : [.. left.Quarantined, .. right.Quarantined],
        };
    }

    /// <inheritdoc/>
    public void Dispose() => Gradient?.Dispose();

    // A loss is looked at before gradients are, as in a run on one device; then the lowest slot counts.
    private static StepFault? First(StepFault? left, StepFault? right) =>
        left is null ? right : right is null ? left : SlotFaults.IsLoss(right) && !SlotFaults.IsLoss(left) ? right : left;
}
