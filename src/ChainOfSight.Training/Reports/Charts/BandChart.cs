using ChainOfSight.Training.Reports.Markup;

namespace ChainOfSight.Training.Reports.Charts;

/// <summary>
/// The frame of all curves over a run: one band per stage, each with its own vertical axis, because the losses of different
/// stages cannot be compared; x counts the steps of the stage.
/// </summary>
internal sealed class BandChart
{
    public const double Width = 1000;
    private const double Head = 44;
    private const double Foot = 30;
    private const double Inset = 46;

    private readonly IReadOnlyList<StageBand> _bands;
    private readonly double _height;

    public BandChart(IReadOnlyList<StageBand> bands, double height)
    {
        _bands = bands;
        _height = height;
    }

    /// <summary>Draws the frame and, in each band, what the caller puts there.</summary>
    /// <param name="label">What the chart shows, for readers who cannot see it.</param>
    /// <param name="range">Range of the vertical axis of a band.</param>
    /// <param name="content">Draws a band with its scales for x and y.</param>
    public Html Draw(string label, Func<StageBand, (double Lowest, double Highest)> range, Func<StageBand, LinearScale, LinearScale, Html> content)
    {
        var bands = _bands.Select(band =>
        {
            var (lowest, highest) = range(band);
            var y = new LinearScale(lowest, highest, _height - Foot, Head + 10);
            var x = band.Steps with { Start = band.X + Inset, End = band.X + band.Width - 10 };
            return Html.Of($"""
                <g class="band kind-{band.Stage.Kind}">{Frame(band)}{Rows(band, y)}{Columns(x)}{content(band, x, y)}</g>
                """);
        });
        return Html.Of($"""
            <div class="chart"><svg viewBox="0 0 {Width} {_height}" role="img" aria-label="{label}">{bands}</svg></div>
            """);
    }

    private Html Frame(StageBand band) => Html.Of($"""
        <rect class="band-fill" x="{band.X}" y="0" width="{band.Width}" height="{_height - Foot}" rx="6"/>
        <rect class="band-head" x="{band.X}" y="0" width="{band.Width}" height="3" rx="1.5"/>
        <text class="band-name" x="{band.X + 10}" y="20">{band.Stage.Name}</text>
        <text class="band-note" x="{band.X + 10}" y="35">{NumberText.Duration(band.Stage.Seconds)}</text>
        """);

    private static Html Rows(StageBand band, LinearScale y) => Html.Join(Ticks.Between(y.Lowest, y.Highest, 4).Select(tick => Html.Of($"""
        <line class="rule" x1="{band.X + Inset}" x2="{band.X + band.Width - 10}" y1="{y.At(tick)}" y2="{y.At(tick)}"/>
        <text class="tick" text-anchor="end" x="{band.X + Inset - 6}" y="{y.At(tick) + 3.5}">{NumberText.Short(tick)}</text>
        """)));

    private Html Columns(LinearScale x)
    {
        var wanted = (int)Math.Clamp((x.End - x.Start) / 55, 2, 8);
        return Html.Join(Ticks.Between(x.Lowest, x.Highest, wanted).Select(tick => Html.Of($"""
            <text class="tick" text-anchor="middle" x="{x.At(tick)}" y="{_height - Foot + 16}">{NumberText.Short(tick)}</text>
            """)));
    }
}
