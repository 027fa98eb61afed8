namespace ChainOfSight.Tests.Actors.Grains;

/// <summary>The same, reentrant.</summary>
public interface IReentrantProbeGrain : IProbeGrain;
