namespace ChainOfSight.Training.Evaluation.Measures;

/// <summary>An answer given to every question, and the mean score it gets.</summary>
internal sealed record ConstantAnswer(string Answer, double Score);
