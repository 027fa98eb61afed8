using ChainOfSight.Training.Reports.Markup;

namespace ChainOfSight.Training.Reports.Charts;

/// <summary>Learning rate by stage.</summary>
internal static class LearningRateChart
{
    public static Html Draw(IReadOnlyList<StageBand> bands) => new BandChart(bands, 160).Draw(
        "Learning rate by stage. " + string.Join(" ", bands.Select(band => $"{band.Stage.Name}: at most {NumberText.Figures(Highest(band))}.")),
        band => (0, Highest(band) is > 0 and var highest ? 1.1 * highest : 1),
        (band, x, y) => Shapes.Line("line", Curve.Thin(band.Stage.Curve.Select(point => ((double)point.Step, point.LearningRate)), 200), x, y));

    private static double Highest(StageBand band) => band.Stage.Curve.Select(point => point.LearningRate).DefaultIfEmpty(0).Max();
}
