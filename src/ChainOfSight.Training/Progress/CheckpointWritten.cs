namespace ChainOfSight.Training.Progress;

/// <summary>A checkpoint stands in the store.</summary>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Step">Its step.</param>
/// <param name="Folder">Its folder in the store.</param>
/// <param name="Bytes">Bytes of all its objects.</param>
public sealed record CheckpointWritten(string Stage, long Step, string Folder, long Bytes) : RunEvent;
