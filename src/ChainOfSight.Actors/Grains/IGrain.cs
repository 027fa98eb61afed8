namespace ChainOfSight.Actors;

/// <summary>Marks an interface as one of grains: the generator writes a proxy for it and for all that derive from it.</summary>
public interface IGrain : IAddressable;
