namespace ChainOfSight.Training.Checkpoints;

/// <summary>A checkpoint as a listing shows it.</summary>
/// <param name="Name">Which one.</param>
/// <param name="Manifest">Its manifest; null where it is missing or unreadable: then the checkpoint does not exist.</param>
/// <param name="StageIndex">Index of its stage in the recipe; −1 where that is unknown.</param>
/// <param name="LastModified">When its manifest was written.</param>
/// <param name="Fault">Why it cannot be used, or null.</param>
public sealed record CheckpointInfo(CheckpointName Name, CheckpointManifest? Manifest, int StageIndex, DateTimeOffset LastModified, string? Fault);
