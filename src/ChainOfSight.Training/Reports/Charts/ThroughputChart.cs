using ChainOfSight.Training.Reports.Markup;

namespace ChainOfSight.Training.Reports.Charts;

/// <summary>Samples per second by stage, and below them the share of time that steps waited for data.</summary>
internal static class ThroughputChart
{
    public static Html Draw(IReadOnlyList<StageBand> bands) =>
        new BandChart(bands, 250).Draw(Describe(bands), Range, Band);

    private static Html Band(StageBand band, LinearScale x, LinearScale y)
    {
        var most = (int)Math.Max(20, band.Width / 3);
        var speed = Curve.Thin(band.Stage.Curve.Select(point => ((double)point.Step, point.SamplesPerSecond)), most);
        var wait = Curve.Thin(band.Stage.Curve.Select(point => ((double)point.Step, point.WaitShare * y.Highest)), most);
        var titles = band.Stage.Curve.Chunk(Math.Max(1, band.Stage.Curve.Count / (int)Math.Max(8, band.Width / 8))).Select(run => (
            (double)run[^1].Step,
            $"{band.Stage.Name}, step {NumberText.Count(run[^1].Step)}: {NumberText.Short(run.Average(p => p.SamplesPerSecond))} samples/s, "
            + $"{NumberText.Short(run.Average(p => p.TokensPerSecond))} tokens/s, {NumberText.Percent(run.Average(p => p.WaitShare))} of the time waiting for data"));
        return Html.Of($"""
            {Shapes.Area("area wait", wait, x, y)}{Shapes.Line("line", speed, x, y)}{Shapes.Columns([.. titles], x, y)}
            """);
    }

    private static (double Lowest, double Highest) Range(StageBand band)
    {
        var highest = Curve.Quantile(band.Stage.Curve.Select(point => point.SamplesPerSecond), 0.99);
        return (0, highest > 0 ? 1.1 * highest : 1);
    }

    private static string Describe(IReadOnlyList<StageBand> bands) => "Samples per second by stage. " + string.Join(" ", bands.Select(band =>
        $"{band.Stage.Name}: {NumberText.Short(band.Stage.Seconds > 0 ? band.Stage.Samples / band.Stage.Seconds : 0)} samples per second on average, "
        + $"{NumberText.Percent(band.Stage.Seconds > 0 ? band.Stage.WaitSeconds / band.Stage.Seconds : 0)} of the time waiting for data."));
}
