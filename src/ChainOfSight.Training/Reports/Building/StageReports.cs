using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Reports.Model;
using ChainOfSight.Training.Runs.Metrics;

namespace ChainOfSight.Training.Reports.Building;

/// <summary>Makes the stages of a report from a run's metrics.</summary>
internal static class StageReports
{
    private const int MostPoints = 800;

    public static IReadOnlyList<StageReport> Of(RunMaterial run) =>
        [.. run.Metrics.GroupBy(metric => metric.StageIndex).Where(stage => stage.Key < run.Recipe.Stages.Count)
            .OrderBy(stage => stage.Key)
            .Select(stage => Stage(run, run.Recipe.Stages[stage.Key], [.. stage]))];

    private static StageReport Stage(RunMaterial run, StageRecipe stage, IReadOnlyList<StepMetric> metrics)
    {
        var steps = metrics.Where(metric => metric.HeldOutLoss is null).ToList();
        var started = run.Started.GetValueOrDefault(stage.Name);
        return new StageReport
        {
            Name = stage.Name,
            Kind = stage.Kind.ToString().ToLowerInvariant(),
            Layout = stage.IsMultimodal ? RecipeLayouts.Get(run.Recipe, stage) : null,
            ImageSide = stage.ImageSide,
            Steps = steps.Count == 0 ? 0 : steps[^1].Step,
            Samples = steps.Sum(step => (long)step.Samples),
            Tokens = steps.Sum(step => step.Tokens),
            Seconds = steps.Sum(step => step.Seconds),
            WaitSeconds = steps.Sum(step => step.WaitSeconds),
            Trained = [.. stage.Train.Select(part => part.ToString().ToLowerInvariant())],
            TrainedParameters = started?.TrainedParameters,
            Parameters = started is null ? null : started.TrainedParameters + started.FrozenParameters,
            Curve = [.. steps.Chunk(Math.Max(1, (steps.Count + MostPoints - 1) / MostPoints)).Select(Point)],
            HeldOut = [.. metrics.Where(metric => metric.HeldOutLoss is not null).Select(metric => new HeldOutPoint(metric.Step, metric.HeldOutLoss!.Value))],
        };
    }

    private static StepPoint Point(StepMetric[] run)
    {
        var seconds = Math.Max(run.Sum(step => step.Seconds), 1e-9);
        var losses = run.Select(step => step.Loss).OfType<double>().ToList();
        return new StepPoint(
            run[^1].Step,
            losses.Count == 0 ? double.NaN : losses.Average(),
            run[^1].LearningRate,
            run.Sum(step => (double)step.Samples) / seconds,
            run.Sum(step => (double)step.Tokens) / seconds,
            Math.Clamp(run.Sum(step => step.WaitSeconds) / seconds, 0, 1));
    }
}
