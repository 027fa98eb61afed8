using ChainOfSight.Data.Quarantine;
using ChainOfSight.Training.Steps;

namespace ChainOfSight.Training.Elastic;

/// <summary>What travels with the gradient of a node, as JSON.</summary>
/// <param name="Samples">Samples in it.</param>
/// <param name="Tokens">Tokens through the model.</param>
/// <param name="Digest">Hash of the samples' identities.</param>
/// <param name="Fault">What is not finite; null: nothing.</param>
/// <param name="Quarantined">Bad samples.</param>
/// <param name="Loss">Bits of the summed loss; null where there is no gradient.</param>
/// <param name="LossTokens">Loss tokens.</param>
/// <param name="LossSamples">Samples with loss.</param>
internal sealed record NodeHeader(
    int Samples, long Tokens, long Digest, StepFault? Fault, IReadOnlyList<QuarantineEntry> Quarantined, long? Loss, long LossTokens, int LossSamples)
{
    public static NodeHeader Of(StepNode node) => new(
        node.Samples, node.Tokens, node.Digest, node.Fault, node.Quarantined, node.Gradient is { } sum ? BitConverter.DoubleToInt64Bits(sum.Loss) : null,
        node.Gradient?.Tokens ?? 0, node.Gradient?.Samples ?? 0);

    /// <param name="gradients">The gradients, where there is a loss.</param>
    public StepNode ToNode(Tensor?[] gradients) => new()
    {
        Gradient = Loss is { } loss ? new SlotGradient(gradients, BitConverter.Int64BitsToDouble(loss), LossTokens, LossSamples) : null,
        Samples = Samples,
        Tokens = Tokens,
        Digest = Digest,
        Fault = Fault,
        Quarantined = Quarantined,
    };
}
