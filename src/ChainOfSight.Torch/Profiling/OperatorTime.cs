namespace ChainOfSight.Torch.Profiling;

/// <summary>What one operator cost while a profile was taken.</summary>
/// <param name="Name">Its name, as <c>aten::bmm</c>; nodes of backward as <c>BmmBackward0</c>.</param>
/// <param name="Calls">How often it ran.</param>
/// <param name="Own">Time in it without the operators that it called, summed over all threads.</param>
/// <param name="Whole">Time from its begin to its end.</param>
public sealed record OperatorTime(string Name, long Calls, TimeSpan Own, TimeSpan Whole);
