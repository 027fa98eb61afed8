using ChainOfSight.Training.Evaluation;

namespace ChainOfSight.Training.Reports.Model;

/// <summary>One column of the evaluation tables.</summary>
/// <param name="Role">Where it stands in the comparison.</param>
/// <param name="Label">Head of the column, such as <c>before scaling</c>.</param>
/// <param name="Stage">Stage after which it was taken.</param>
/// <param name="VisualTokens">Visual tokens per image of the model.</param>
/// <param name="Result">What was found.</param>
public sealed record EvaluationReport(EvaluationRole Role, string Label, string Stage, int VisualTokens, EvaluationResult Result);
