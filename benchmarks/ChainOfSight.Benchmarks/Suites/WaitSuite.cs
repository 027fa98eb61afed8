using ChainOfSight.Benchmarks.Reporting;
using ChainOfSight.Benchmarks.Rivals;
using ChainOfSight.Storage;
using ChainOfSight.Training.Runs.Metrics;

namespace ChainOfSight.Benchmarks.Suites;

/// <summary>Share of the quick start's time in which it waited for data, from the metrics of a run that was trained here.</summary>
internal static class WaitSuite
{
    private const string Run = "quickstart";

    public static IReadOnlyList<BenchmarkRow> RunAll(BenchmarkOptions options, Action<BenchmarkRow> told)
    {
        var steps = MetricsReader.ReadAsync(new DirectoryBlobStore("."), Run).GetAwaiter().GetResult().Where(step => step.HeldOutLoss is null && step.Seconds > 0).ToList();
        if (steps.Count == 0)
        {
            throw new UserErrorException($"runs/{Run} has no metrics here. Train it first: ./cos train");
        }

        var rows = steps.GroupBy(step => step.Stage).Select(stage => Row($"stage {stage.Key}", [.. stage])).Append(Row("all stages", steps)).Where(row => options.Wants(row.Name)).ToList();
        rows.ForEach(told);
        return rows;
    }

    private static BenchmarkRow Row(string name, IReadOnlyCollection<StepMetric> steps)
    {
        var share = 100 * steps.Sum(step => step.WaitSeconds) / steps.Sum(step => step.Seconds);
        return new BenchmarkRow
        {
            Name = name, Unit = "% of the time", Ours = new Spread(share, share, share), Promise = name == "all stages" ? "≤ 1 %" : null, Holds = name == "all stages" ? share <= 1 : null,
        };
    }
}
