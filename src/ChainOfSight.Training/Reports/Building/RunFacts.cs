using ChainOfSight.Training.Reports.Markup;
using ChainOfSight.Training.Reports.Model;

namespace ChainOfSight.Training.Reports.Building;

/// <summary>Seed, versions, hashes and timings of a run.</summary>
internal static class RunFacts
{
    public static IReadOnlyList<FactGroup> Of(RunMaterial run, IReadOnlyList<StageReport> stages, IReadOnlyList<EvaluationReport> evaluations)
    {
        var newest = run.Checkpoints.Count > 0 ? run.Checkpoints[0] : default;
        var groups = new List<FactGroup>
        {
            new("Identity",
            [
                new("run", run.Record.Run),
                new("seed", $"{run.Recipe.Seed}"),
                new("recipe SHA-256", run.Record.RecipeHash),
                new("starts of the run", $"{run.Record.Generation}"),
                .. newest.Name is null ? [] : new[] { new Fact("newest checkpoint", $"{newest.Name.Title}, {NumberText.Short(newest.Bytes)} bytes") },
            ]),
            new("Time",
            [
                .. stages.Select(stage => new Fact(stage.Name, $"{NumberText.Duration(stage.Seconds)}, {NumberText.Duration(stage.WaitSeconds)} waiting for data")),
                .. evaluations.Select(column => new Fact($"evaluation {column.Result.Set}, {column.Label}", $"{NumberText.Duration(column.Result.Seconds)}, {NumberText.Of(column.Result.Answers.Count, "question", "questions")}")),
            ]),
        };
        if (newest.State is { } state)
        {
            groups.Add(new("Versions", [.. state.Versions.Select(version => new Fact(version.Key, version.Value))]));
            groups.Add(new("Frozen files", [.. state.Frozen.Select(file => new Fact(file.Part, $"{file.Uri}, SHA-256 {file.Sha256}"))]));
        }

        return [.. groups.Where(group => group.Facts.Count > 0)];
    }
}
