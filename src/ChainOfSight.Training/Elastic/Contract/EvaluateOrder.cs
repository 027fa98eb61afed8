namespace ChainOfSight.Training.Elastic;

/// <summary>Order to evaluate the open stage.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="StageIndex">Index of the open stage.</param>
/// <param name="Generation">Generation that orders.</param>
public sealed record EvaluateOrder(string Run, int StageIndex, long Generation);
