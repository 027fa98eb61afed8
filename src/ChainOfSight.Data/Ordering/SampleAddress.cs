namespace ChainOfSight.Data.Ordering;

/// <summary>Which sample stands at a position.</summary>
/// <param name="Source">Index of the source in the mixture.</param>
/// <param name="Epoch">How often the source was gone through before, from 0.</param>
/// <param name="Shard">Index of the shard in the source's manifest.</param>
/// <param name="Index">Index of the sample in the shard.</param>
public readonly record struct SampleAddress(int Source, long Epoch, int Shard, int Index);
