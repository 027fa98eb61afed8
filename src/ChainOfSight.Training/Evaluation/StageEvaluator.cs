using ChainOfSight.Data.Prompts;
using ChainOfSight.Models.Language;
using ChainOfSight.Training.Generation;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Reports.Pictures;
using ChainOfSight.Training.Runs;

namespace ChainOfSight.Training.Evaluation;

/// <summary>
/// Evaluates the model of a multimodal stage on the recipe's sets: greedy answers, a fixed choice of held-out questions that is the same
/// after every stage, and, once per run, the pictures that the report shows.
/// </summary>
/// <param name="data">Tokenizer, prompts and held-out samples.</param>
/// <param name="time">Clock for the seconds that results name.</param>
public sealed class StageEvaluator(IEvaluationData data, TimeProvider time) : IStageEvaluator
{
    /// <summary>Held-out samples of a source among which questions are chosen, the first in its order.</summary>
    public const int MostSamples = 20_000;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EvaluationResult>> EvaluateAsync(StageEvaluationContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var recipe = context.Recipe;
        var tokenizer = await data.OpenTokenizerAsync(recipe, cancellationToken).ConfigureAwait(false);
        var wording = data.Prompts(recipe, context.Stage);
        var answerer = new ModelAnswerer(
            context.Model.Model, context.Lane, new PromptEncoder(tokenizer, wording), tokenizer, new GenerationOptions { MaxNewTokens = recipe.Evaluation.MaxAnswerTokens });
        var results = new List<EvaluationResult>();
        foreach (var (name, set) in recipe.Evaluation.Sets.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var samples = await ReadAsync(recipe, set.Source, cancellationToken).ConfigureAwait(false);
            var questions = QuestionSelection.Choose(
                samples.Values.Select(sample => (sample.Id, sample.Record)),
                new QuestionSelectionOptions { Tasks = set.Tasks, PerTask = set.Count, CaptionPrompt = wording.CaptionPrompt });
            results.Add(await new Evaluator(answerer, time).EvaluateAsync(name, questions, samples, cancellationToken).ConfigureAwait(false));
            await new PictureKeeper(context.Store, context.Run).KeepAsync(name, questions, samples, recipe.Evaluation.Pictures, cancellationToken).ConfigureAwait(false);
        }

        return results;
    }

    private async Task<Dictionary<string, HeldOutSample>> ReadAsync(Recipe recipe, string source, CancellationToken cancellationToken)
    {
        var samples = new Dictionary<string, HeldOutSample>(StringComparer.Ordinal);
        await foreach (var sample in data.ReadHeldOutAsync(recipe, source, cancellationToken).ConfigureAwait(false))
        {
            samples[sample.Id] = sample;
            if (samples.Count == MostSamples)
            {
                break;
            }
        }

        return samples;
    }
}
