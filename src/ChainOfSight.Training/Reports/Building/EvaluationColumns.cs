using ChainOfSight.Training.Evaluation;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Reports.Model;

namespace ChainOfSight.Training.Reports.Building;

/// <summary>
/// Puts the evaluations of a run, of the run it started from, and of a control run into columns. The last evaluation of the run is the one after;
/// those before it stand before; the last of the control run is the control.
/// </summary>
internal static class EvaluationColumns
{
    public static IReadOnlyList<EvaluationReport> Of(RunMaterial run, RunMaterial? origin, RunMaterial? control)
    {
        var own = Evaluated(run);
        var earlier = run.Recipe.StartFrom is { } start && origin is not null ? Evaluated(origin).Where(stage => stage.Stage.Name == start.Stage) : [];
        List<(StageRecipe Stage, int Tokens, IReadOnlyList<EvaluationResult> Results)> all = [.. earlier, .. own];
        var columns = all.SelectMany((entry, i) => entry.Results.Select(result => Column(entry, result, all, i))).ToList();
        if (control is not null && Evaluated(control) is { Count: > 0 } others)
        {
            columns.AddRange(others[^1].Results.Select(result => new EvaluationReport(EvaluationRole.Control, "control", others[^1].Stage.Name, others[^1].Tokens, result)));
        }

        return columns;
    }

    private static EvaluationReport Column(
        (StageRecipe Stage, int Tokens, IReadOnlyList<EvaluationResult> Results) entry, EvaluationResult result, List<(StageRecipe Stage, int Tokens, IReadOnlyList<EvaluationResult> Results)> all, int index)
    {
        var isLast = index == all.Count - 1;
        var change = all[^1].Tokens == all[0].Tokens ? "fine-tuning" : "scaling";
        var label = all.Count switch
        {
            1 => $"after {entry.Stage.Name}",
            2 => isLast ? $"after {change}" : $"before {change}",
            _ => isLast ? $"after {change}" : $"after {entry.Stage.Name}",
        };
        return new EvaluationReport(isLast ? EvaluationRole.After : EvaluationRole.Before, label, entry.Stage.Name, entry.Tokens, result);
    }

    private static List<(StageRecipe Stage, int Tokens, IReadOnlyList<EvaluationResult> Results)> Evaluated(RunMaterial run) =>
        [.. run.Recipe.Stages
            .Where(stage => stage.IsMultimodal && run.Evaluations.ContainsKey(stage.Name))
            .Select(stage => (stage, RecipeLayouts.Get(run.Recipe, stage).Tokens, run.Evaluations[stage.Name]))];
}
