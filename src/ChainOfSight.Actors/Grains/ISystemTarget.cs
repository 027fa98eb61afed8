namespace ChainOfSight.Actors;

/// <summary>Marks an interface of a silo's own services: addressed by silo, never placed, moved or deactivated.</summary>
public interface ISystemTarget : IAddressable;
