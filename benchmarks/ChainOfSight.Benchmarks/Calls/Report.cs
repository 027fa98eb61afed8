namespace ChainOfSight.Benchmarks.Calls;

/// <summary>A message like those of a training step.</summary>
/// <param name="Run">The run.</param>
/// <param name="Generation">Its generation.</param>
/// <param name="Step">Its step.</param>
/// <param name="Checksum">A checksum.</param>
/// <param name="Slots">Slots.</param>
[GenerateSerializer]
public sealed record Report(string Run, long Generation, long Step, ulong Checksum, int[] Slots);
