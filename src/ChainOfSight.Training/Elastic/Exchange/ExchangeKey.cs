using ChainOfSight.Training.Scheduling;

namespace ChainOfSight.Training.Elastic;

/// <summary>Which node of which step a message carries. Its receiver asks for exactly this key.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="StageIndex">Index of the stage.</param>
/// <param name="Step">Step of the stage.</param>
/// <param name="Generation">Generation that reduces.</param>
/// <param name="Node">The node.</param>
public sealed record ExchangeKey(string Run, int StageIndex, long Step, long Generation, SlotNode Node)
{
    /// <summary>Which part of the sum over the node's slots, in mode <c>fast</c>; null = the node itself.</summary>
    public ExchangePart? Part { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Run}, stage {StageIndex}, step {Step}, generation {Generation}, slots [{Node.Start}, {Node.End}){(Part is { } part ? $", {part.Kind} {part.Bucket} of {part.From}" : "")}";
}
