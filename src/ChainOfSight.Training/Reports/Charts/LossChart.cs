using ChainOfSight.Training.Reports.Markup;
using ChainOfSight.Training.Reports.Model;

namespace ChainOfSight.Training.Reports.Charts;

/// <summary>Training loss per stage: single steps faint, their mean as a line, held-out losses as dots.</summary>
internal static class LossChart
{
    public static Html Draw(IReadOnlyList<StageBand> bands) =>
        new BandChart(bands, 340).Draw(Describe(bands), Range, Band);

    private static Html Band(StageBand band, LinearScale x, LinearScale y)
    {
        var points = Curve.Thin(band.Stage.Curve.Select(point => ((double)point.Step, point.Loss)), (int)Math.Max(40, band.Width));
        var mean = Curve.Smooth(points, 30);
        var titles = Curve.Thin(band.Stage.Curve.Select(point => ((double)point.Step, point.Loss)), (int)Math.Max(8, band.Width / 8))
            .Select(point => (point.X, $"{band.Stage.Name}, step {NumberText.Count((long)point.X)}: loss {NumberText.Figures(point.Y)}"))
            .ToList();
        return Html.Of($"""
            {Shapes.Line("line faint", points, x, y)}{Shapes.Line("line", mean, x, y)}{Shapes.Columns(titles, x, y)}
            {band.Stage.HeldOut.Where(point => double.IsFinite(point.Loss)).Select(point => Dot(band, point, x, y))}
            """);
    }

    private static Html Dot(StageBand band, HeldOutPoint point, LinearScale x, LinearScale y) => Html.Of($"""
        <circle class="dot" cx="{x.At(point.Step)}" cy="{y.At(point.Loss)}" r="4.5"><title>{band.Stage.Name}, after step {NumberText.Count(point.Step)}: held-out loss {NumberText.Figures(point.Loss)}</title></circle>
        """);

    // The first steps of a stage can be far above the rest and would press the curve flat.
    private static (double Lowest, double Highest) Range(StageBand band)
    {
        var losses = band.Stage.Curve.Select(point => point.Loss).Where(double.IsFinite).ToList();
        var heldOut = band.Stage.HeldOut.Select(point => point.Loss).Where(double.IsFinite).ToList();
        if (losses.Count + heldOut.Count == 0)
        {
            return (0, 1);
        }

        var lowest = losses.Concat(heldOut).Min();
        var highest = Math.Max(Curve.Quantile(losses, 0.985), heldOut.DefaultIfEmpty(0).Max());
        return (lowest > 0.35 * highest ? lowest - (0.1 * (highest - lowest)) : 0, highest > 0 ? 1.03 * highest : 1);
    }

    private static string Describe(IReadOnlyList<StageBand> bands) => "Training loss by stage. " + string.Join(" ", bands.Select(band =>
    {
        var points = Curve.Smooth(Curve.Thin(band.Stage.Curve.Select(point => ((double)point.Step, point.Loss)), 100), 30);
        return points.Count == 0
            ? $"{band.Stage.Name}: no steps."
            : $"{band.Stage.Name}: from {NumberText.Figures(points[0].Y)} to {NumberText.Figures(points[^1].Y)} in {NumberText.Of(band.Stage.Steps, "step", "steps")}.";
    }));
}
