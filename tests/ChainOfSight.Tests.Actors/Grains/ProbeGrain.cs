namespace ChainOfSight.Tests.Actors.Grains;

public sealed class ProbeGrain(Gates gates) : ProbeGrainBase(gates), IProbeGrain;
