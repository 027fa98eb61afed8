namespace ChainOfSight.Actors.Simulation;

/// <summary>Something that happens at a time.</summary>
/// <param name="Machine">Where; null for the world itself. A dead machine's events are lost, a paused one's wait.</param>
/// <param name="Action">What.</param>
internal sealed record SimulatedEvent(SimulatedMachine? Machine, Action Action);
