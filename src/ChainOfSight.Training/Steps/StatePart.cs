namespace ChainOfSight.Training.Steps;

/// <summary>A part of what an update changes.</summary>
/// <param name="Name">Its name in a checkpoint.</param>
/// <param name="IsWeight">Whether it is a trained value, and not a moment or a count.</param>
/// <param name="Value">Its value: the optimizer's own memory, or a parameter's. Counts are 64-bit integers.</param>
internal readonly record struct StatePart(string Name, bool IsWeight, Tensor Value);
