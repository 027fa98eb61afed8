namespace ChainOfSight.Training.Elastic;

/// <summary>A root that a lane holds and has not applied.</summary>
/// <param name="Step">Step of the stage, from 0.</param>
/// <param name="Generation">Generation in which it was reduced.</param>
/// <param name="Checksum">Its checksum.</param>
public sealed record ReducedMark(long Step, long Generation, long Checksum);
