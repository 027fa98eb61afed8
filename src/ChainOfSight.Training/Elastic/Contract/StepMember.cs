using ChainOfSight.Training.Scheduling;

namespace ChainOfSight.Training.Elastic;

/// <summary>A member of a generation as a step sees it.</summary>
/// <param name="Replica">Its name.</param>
/// <param name="Incarnation">Incarnation of its lane.</param>
/// <param name="Endpoint">Where its lane is reached (<see cref="LaneInfo.Endpoint"/>).</param>
/// <param name="Held">What it answered to the poll of this generation for this step (<see cref="StepHoldings.Nodes"/>); empty in a step that nobody has begun.</param>
public sealed record StepMember(string Replica, string Incarnation, string Endpoint, IReadOnlyList<SlotNode> Held);
