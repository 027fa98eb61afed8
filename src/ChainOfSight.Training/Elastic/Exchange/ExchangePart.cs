namespace ChainOfSight.Training.Elastic;

/// <summary>A part of a sum in mode <c>fast</c>.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Round">0, or 1 where buckets are added up again because one was sent too early.</param>
/// <param name="Bucket">Index of the bucket.</param>
/// <param name="From">Index of the sender among the members.</param>
public readonly record struct ExchangePart(ExchangePartKind Kind, int Round, int Bucket, int From);
