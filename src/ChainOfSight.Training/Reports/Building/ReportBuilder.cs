using ChainOfSight.Training.Evaluation;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Reports.Markup;
using ChainOfSight.Training.Reports.Model;
using ChainOfSight.Training.Runs;

namespace ChainOfSight.Training.Reports.Building;

/// <summary>Makes the data of a report from what a run left. A pure function of it.</summary>
internal static class ReportBuilder
{
    /// <summary>Builds the report.</summary>
    /// <param name="run">The run.</param>
    /// <param name="origin">The run from whose checkpoint it started; null where there is none.</param>
    /// <param name="control">A run to compare with; null: none.</param>
    /// <param name="startedAt">When the run started.</param>
    public static ReportModel Build(RunMaterial run, RunMaterial? origin, RunMaterial? control, DateTimeOffset startedAt)
    {
        var stages = StageReports.Of(run);
        var evaluations = EvaluationColumns.Of(run, origin, control);
        var layout = stages.LastOrDefault(stage => stage.Layout is not null)?.Layout;
        return new ReportModel
        {
            Run = run.Record.Run,
            Recipe = run.Recipe.Name,
            Outcome = Outcome(run),
            StartedAt = startedAt,
            Machine = Machine(run.Recipe),
            Stages = stages,
            Scalings = TokenScalings.Of(run, origin),
            Evaluations = evaluations,
            Pictures = PictureReports.Of(run, evaluations, layout),
            Facts = RunFacts.Of(run, stages, evaluations),
            Notes = [.. Notes(run, evaluations)],
            RecipeJson = run.RecipeText,
        };
    }

    private static string Outcome(RunMaterial run) => run.Record.Status switch
    {
        // The report is the last thing that a run does before it is complete.
        RunStatus.Completed or RunStatus.Training => "finished",
        RunStatus.Held => "held",
        _ => "interrupted",
    };

    private static string Machine(Recipe recipe) =>
        $"{(recipe.Threads > 0 ? NumberText.Of(recipe.Threads, "thread", "threads") : "all cores")}, {recipe.Precision.ToString().ToLowerInvariant()}, {recipe.Device}";

    private static IEnumerable<string> Notes(RunMaterial run, IReadOnlyList<EvaluationReport> evaluations)
    {
        if (run.Record.Reason is { } reason)
        {
            yield return reason;
        }

        foreach (var stage in run.Metrics.Where(metric => metric.Skipped is not null).GroupBy(metric => metric.Stage))
        {
            yield return $"Stage {stage.Key} skipped {NumberText.Of(stage.Count(), "step", "steps")}, the first of them {stage.First().Step}: {stage.First().Skipped}.";
        }

        foreach (var skipped in evaluations.SelectMany(column => column.Result.Skipped).Distinct())
        {
            yield return $"Held-out sample {skipped.SampleId} was left out of the evaluation: {skipped.Reason}.";
        }
    }
}
