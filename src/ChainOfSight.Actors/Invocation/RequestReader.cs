using ChainOfSight.Actors.Serialization;

namespace ChainOfSight.Actors.Invocation;

/// <summary>Reads a request's arguments.</summary>
public delegate GrainRequest RequestReader(ref MessageReader reader);
