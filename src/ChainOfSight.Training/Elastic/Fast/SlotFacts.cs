namespace ChainOfSight.Training.Elastic;

/// <summary>What goes with the slots in a member's local sum.</summary>
/// <param name="Slots">Each slot without its gradient.</param>
/// <param name="Touched">Which parameters have a gradient in the sum.</param>
/// <param name="IsTooEarly">Whether a bucket went out before its gradients were complete, so that all buckets must be added up again.</param>
internal sealed record SlotFacts(IReadOnlyDictionary<int, StepNode> Slots, IReadOnlyList<bool> Touched, bool IsTooEarly);
