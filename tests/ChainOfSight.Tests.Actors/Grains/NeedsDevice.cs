namespace ChainOfSight.Tests.Actors.Grains;

public sealed class NeedsDevice() : PlacementFilterStrategy(1);
