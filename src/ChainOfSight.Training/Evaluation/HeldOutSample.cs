using ChainOfSight.Data.Samples;

namespace ChainOfSight.Training.Evaluation;

/// <summary>One held-out sample: its record at hand, its image read when it is needed.</summary>
/// <param name="Id">Identity (source/shard/id), the same in every run.</param>
/// <param name="Record">Caption, turns, boxes.</param>
/// <param name="ReadImage">Reads the bytes of the image's file.</param>
public sealed record HeldOutSample(string Id, SampleRecord Record, Func<CancellationToken, Task<ReadOnlyMemory<byte>>> ReadImage);
