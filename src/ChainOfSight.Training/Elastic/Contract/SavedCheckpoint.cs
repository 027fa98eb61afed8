using ChainOfSight.Training.Checkpoints;

namespace ChainOfSight.Training.Elastic;

/// <summary>A checkpoint that stands in the store, every object re-read and hashed.</summary>
/// <param name="Name">Which one.</param>
/// <param name="StageIndex">Index of its stage.</param>
/// <param name="Bytes">Bytes of its objects.</param>
/// <param name="Stalled">Time in which the lane did nothing but copy the state, or wait for the copy before its next update.</param>
/// <param name="Writing">Time of writing and verification, beside training.</param>
public sealed record SavedCheckpoint(CheckpointName Name, int StageIndex, long Bytes, TimeSpan Stalled, TimeSpan Writing);
