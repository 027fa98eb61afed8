using ChainOfSight.Training.Scheduling;

namespace ChainOfSight.Training.Elastic;

/// <summary>A node that one member sends to another.</summary>
/// <param name="Node">The node.</param>
/// <param name="From">Index of the sender.</param>
/// <param name="To">Index of the receiver.</param>
public readonly record struct NodeTransfer(SlotNode Node, int From, int To);
