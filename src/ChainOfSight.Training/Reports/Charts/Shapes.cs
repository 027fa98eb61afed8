using System.Globalization;
using ChainOfSight.Training.Reports.Markup;

namespace ChainOfSight.Training.Reports.Charts;

/// <summary>Lines, areas and the invisible columns that show figures under the pointer.</summary>
internal static class Shapes
{
    public static Html Line(string kind, IReadOnlyList<(double X, double Y)> points, LinearScale x, LinearScale y) =>
        points.Count < 2 ? Html.Empty : Html.Of($"""<path class="{kind}" d="{Path(points, x, y)}"/>""");

    public static Html Area(string kind, IReadOnlyList<(double X, double Y)> points, LinearScale x, LinearScale y) =>
        points.Count < 2
            ? Html.Empty
            : Html.Of($"""<path class="{kind}" d="{Path(points, x, y)}L{x.At(points[^1].X)} {y.Start}L{x.At(points[0].X)} {y.Start}Z"/>""");

    /// <summary>One invisible column per point, as wide as the way to the next, with the point's figures as its title.</summary>
    public static Html Columns(IReadOnlyList<(double X, string Title)> points, LinearScale x, LinearScale y)
    {
        var left = x.Start;
        var columns = new List<Html>();
        foreach (var (at, title) in points)
        {
            var right = x.At(at);
            columns.Add(Html.Of($"""<rect class="hover" x="{left}" y="{y.End}" width="{Math.Max(0.5, right - left)}" height="{y.Start - y.End}"><title>{title}</title></rect>"""));
            left = right;
        }

        return Html.Join(columns);
    }

    private static string Path(IReadOnlyList<(double X, double Y)> points, LinearScale x, LinearScale y) =>
        "M" + string.Join('L', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{x.At(point.X):0.##} {y.At(point.Y):0.##}")));
}
