using ChainOfSight.Training.Evaluation;

namespace ChainOfSight.Training.Runs;

/// <summary>Lets the model of a multimodal stage answer the recipe's evaluation sets.</summary>
public interface IStageEvaluator
{
    /// <summary>
    /// Evaluates the model as it is. All tensor work goes through <see cref="StageEvaluationContext.Lane"/>; reading and decoding stay
    /// off it. The model is in evaluation mode and is not changed.
    /// </summary>
    /// <param name="context">Model, recipe and where the run stands.</param>
    /// <param name="cancellationToken">Ends the evaluation; the run then counts as interrupted and evaluates again when it goes on.</param>
    /// <returns>One result per set of <c>recipe.evaluation.sets</c>, in the order of their names.</returns>
    Task<IReadOnlyList<EvaluationResult>> EvaluateAsync(StageEvaluationContext context, CancellationToken cancellationToken);
}
