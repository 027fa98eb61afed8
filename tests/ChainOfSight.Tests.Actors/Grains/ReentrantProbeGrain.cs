namespace ChainOfSight.Tests.Actors.Grains;

[Reentrant]
public sealed class ReentrantProbeGrain(Gates gates) : ProbeGrainBase(gates), IReentrantProbeGrain;
