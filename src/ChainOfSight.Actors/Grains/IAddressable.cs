namespace ChainOfSight.Actors;

/// <summary>Marks what a message can be sent to: grains and references to them.</summary>
public interface IAddressable;
