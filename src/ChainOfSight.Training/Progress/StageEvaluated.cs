using ChainOfSight.Training.Evaluation;

namespace ChainOfSight.Training.Progress;

/// <summary>The model answered an evaluation set.</summary>
/// <param name="Stage">After which stage.</param>
/// <param name="Set">Name of the set.</param>
/// <param name="Tasks">Figures per task and kind.</param>
public sealed record StageEvaluated(string Stage, string Set, IReadOnlyList<TaskScore> Tasks) : RunEvent;
