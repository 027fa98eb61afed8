namespace ChainOfSight.Tests.Cluster.StandIn;

/// <summary>A stage of a stand-in run.</summary>
public sealed record StandInStage(string Name, long Steps, int Slots);
