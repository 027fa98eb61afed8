namespace ChainOfSight.Grains;

/// <summary>Makes an id that nobody made before: of a lane's start, of an activation that writes. A simulation takes it from its seed.</summary>
public delegate string FreshId();
