namespace ChainOfSight.Training.Checkpoints;

/// <summary>One object of a checkpoint.</summary>
/// <param name="Name">Its full blob name.</param>
/// <param name="Sha256">Hash of its bytes, lower-case hex.</param>
/// <param name="Length">Its bytes.</param>
public sealed record CheckpointObject(string Name, string Sha256, long Length);
