namespace ChainOfSight.Training.Evaluation;

/// <summary>A held-out sample whose image cannot be decoded.</summary>
/// <param name="SampleId">Identity of the sample.</param>
/// <param name="Reason">Why, as the decoder says it.</param>
public sealed record SkippedSample(string SampleId, string Reason);
