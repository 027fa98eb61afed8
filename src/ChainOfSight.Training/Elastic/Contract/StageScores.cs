namespace ChainOfSight.Training.Elastic;

/// <summary>What the evaluation of a stage found; single answers stand in the store.</summary>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Step">Steps that were in the weights.</param>
/// <param name="Sets">Scores of each set, in the order of their names; empty where the recipe has no sets.</param>
public sealed record StageScores(string Stage, long Step, IReadOnlyList<Progress.StageEvaluated> Sets);
