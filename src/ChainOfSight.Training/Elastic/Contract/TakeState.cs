using ChainOfSight.Data.Slots;

namespace ChainOfSight.Training.Elastic;

/// <summary>Order to take a peer's trained state into the open stage.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="Generation">Generation that orders.</param>
/// <param name="Ticket">Where it is, and what it must be.</param>
/// <param name="Expected">Slots that this lane is likely to compute next: they are read meanwhile. Empty, the default: none is.</param>
public sealed record TakeState(string Run, long Generation, StateTicket Ticket, SlotRange Expected = default);
