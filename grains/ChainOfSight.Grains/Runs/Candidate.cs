using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Grains.Runs;

/// <summary>A device on its way into a run.</summary>
/// <param name="Device">The device.</param>
/// <param name="Attempt">Which attempt to take it in.</param>
/// <param name="Member">Its replica once the lane runs; null before.</param>
/// <param name="OpenedEra">Era for which it has opened the stage; null before.</param>
internal sealed record Candidate(string Device, long Attempt, Member? Member = null, long? OpenedEra = null);
