using System.CommandLine;
using ChainOfSight.Cli.Checkpoints;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Cli.Training;
using ChainOfSight.Storage;
using ChainOfSight.Training.Evaluation;
using ChainOfSight.Training.Generation;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Sources;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Cli.Verbs.Models;

/// <summary><c>cos eval</c>: evaluates a checkpoint on the sets of its recipe or of another.</summary>
internal static class EvalVerb
{
    public static Verb Create()
    {
        var checkpoint = CheckpointChoice.Option();
        var recipe = new Option<string?>("--recipe") { Description = "Recipe whose sources and evaluation sets are used; the checkpoint's own without it." };
        var store = RunStore.Option();
        var json = JsonText.Option();
        var verb = new Verb(
            "eval",
            "Evaluate a checkpoint on held-out questions: score, standard error, chance, distance from chance in standard errors.",
            "eval --checkpoint quickstart",
            "eval --checkpoint quickstart/pretrain-700 --recipe my.json --json")
            .With(checkpoint, recipe, store, json);
        verb.Runs(async (parse, cancellation) =>
        {
            var other = parse.GetValue(recipe) is { } path ? await RecipeReader.ReadFileAsync(path, cancellation).ConfigureAwait(false) : null;
            var choice = CheckpointChoice.Parse(parse.GetValue(checkpoint)!, parse.GetValue(store)!);
            var data = RecipeData.OfThisMachine(new SynchronousProgress<string>(Console.Error.WriteLine), RunStore.Open);
            var opened = await OpenedCheckpoint.OpenAsync(choice, data, null, cancellation).ConfigureAwait(false);
            await using (opened.ConfigureAwait(false))
            {
                var results = await EvaluateAsync(opened, other, data, cancellation).ConfigureAwait(false);
                Print(opened.Model.Title, results, parse.GetValue(json));
            }

            return ExitCodes.Success;
        });
        return verb;
    }

    private static async Task<IReadOnlyList<EvaluationResult>> EvaluateAsync(OpenedCheckpoint opened, Recipe? other, RecipeData data, CancellationToken cancellationToken)
    {
        var model = opened.Model;
        var recipe = other is null ? model.Recipe : model.Recipe with { Sources = other.Sources, Evaluation = other.Evaluation };
        if (recipe.Evaluation.Sets.Count == 0)
        {
            throw new UserErrorException("The recipe has no evaluation sets. Add \"evaluation\": { \"sets\": { \"NAME\": { \"source\": … } } } to a recipe and name it with --recipe.");
        }

        return await new StageEvaluator(new RecipeEvaluationData(data), TimeProvider.System).EvaluateAsync(
            new StageEvaluationContext
            {
                Run = opened.Name.Run,

                // The pictures of the run's report stay those of its training.
                Store = new MemoryBlobStore(),
                Recipe = recipe,
                Stage = model.Stage,
                Step = opened.Name.Step,
                Model = model.Model as MultimodalStageModel
                    ?? throw new GenerationException($"Checkpoint {model.Title} is of the {model.Stage.Kind.ToString().ToLowerInvariant()} stage \"{model.Stage.Name}\", which does not answer questions about images. Name a checkpoint of a pretrain or finetune stage."),
                Lane = opened.Lane,
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static void Print(string title, IReadOnlyList<EvaluationResult> results, bool asJson)
    {
        if (asJson)
        {
            JsonText.Print(new { checkpoint = title, sets = results.Select(result => new { result.Set, result.Tasks, result.Skipped, result.Seconds }) });
            return;
        }

        foreach (var result in results)
        {
            Console.WriteLine($"{title} on held-out {result.Set}{(result.Skipped.Count > 0 ? $", {result.Skipped.Count} unreadable images left out" : "")}:");
            EvaluationTable.Of(result.Tasks).Print();
        }
    }
}
