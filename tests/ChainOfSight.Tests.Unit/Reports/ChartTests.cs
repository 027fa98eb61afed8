using ChainOfSight.Training.Reports.Charts;
using ChainOfSight.Training.Reports.Markup;
using ChainOfSight.Training.Reports.Model;

namespace ChainOfSight.Tests.Unit.Reports;

public sealed class ChartTests
{
    /// <summary>Ticks are round, ascending, inside the range, and about as many as wanted.</summary>
    [Theory]
    [InlineData(0, 1, 4, "0 0.5 1")]
    [InlineData(0, 700, 4, "0 200 400 600")]
    [InlineData(2.65, 6.2, 4, "3 4 5 6")]
    [InlineData(0, 0.00105, 4, "0 0.0005 0.001")]
    [InlineData(5, 5, 4, "5")]
    public void Between_range_gives_round_ticks(double lowest, double highest, int wanted, string ticks) =>
        Assert.Equal(ticks, string.Join(' ', Ticks.Between(lowest, highest, wanted).Select(tick => Math.Round(tick, 9).ToString(System.Globalization.CultureInfo.InvariantCulture))));

    /// <summary>Bands fill the width exactly, keep their order, and even the shortest is wide enough to read.</summary>
    [Theory]
    [InlineData(new double[] { 10, 20, 30 })]
    [InlineData(new double[] { 1, 1000, 1 })]
    [InlineData(new double[] { 0, 0 })]
    [InlineData(new double[] { 5 })]
    [InlineData(new double[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 100 })]
    public void Of_stages_fills_the_width(double[] seconds)
    {
        var bands = BandLayout.Of([.. seconds.Select((s, i) => new StageReport { Name = $"{i}", Kind = "pretrain", Seconds = s })], 1000, 8, 150);

        Assert.Equal(1000, bands[^1].X + bands[^1].Width, 6);
        Assert.All(bands.Zip(bands.Skip(1)), pair => Assert.Equal(pair.First.X + pair.First.Width + 8, pair.Second.X, 6));
        Assert.All(bands, band => Assert.True(band.Width >= Math.Min(150, (1000 - (8 * (bands.Count - 1))) / (double)bands.Count) - 1e-6, $"{band.Width}"));
    }

    /// <summary>A mean line keeps a straight line straight and drops values that are not finite.</summary>
    [Fact]
    public void Smooth_straight_line_stays_straight()
    {
        var points = Enumerable.Range(0, 100).Select(i => ((double)i, i == 50 ? double.NaN : 2.0 * i));
        Assert.All(Curve.Smooth(Curve.Thin(points, 1000), 10), point => Assert.Equal(2 * point.X, point.Y, 1.2));
        Assert.Equal(10, Curve.Thin(points, 10).Count);
    }

    /// <summary>Numbers read as a person writes them.</summary>
    [Theory]
    [InlineData(0, "0")]
    [InlineData(945, "945")]
    [InlineData(1234, "1,234")]
    [InlineData(12600, "12.6k")]
    [InlineData(54663168, "54.7M")]
    [InlineData(0.03126, "0.0313")]
    [InlineData(-2.5, "−2.5")]
    [InlineData(0.0005, "5·10⁻⁴")]
    [InlineData(4.1e-7, "4.1·10⁻⁷")]
    [InlineData(double.NaN, "not a number")]
    public void Short_number_is_as_people_write_it(double value, string text) => Assert.Equal(text, NumberText.Short(value));

    /// <summary>Durations use the units that fit.</summary>
    [Theory]
    [InlineData(0.42, "0.4 s")]
    [InlineData(59.6, "1 min 00 s")]
    [InlineData(485, "8 min 05 s")]
    [InlineData(7440, "2 h 04 min")]
    public void Duration_seconds_use_fitting_units(double seconds, string text) => Assert.Equal(text, NumberText.Duration(seconds));
}
