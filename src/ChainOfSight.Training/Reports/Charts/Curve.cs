namespace ChainOfSight.Training.Reports.Charts;

/// <summary>Prepares a curve for drawing: fewer points, and a smooth line through noise.</summary>
internal static class Curve
{
    /// <summary>Means of at most <paramref name="most"/> equal runs of finite points; x is that of the run's last point.</summary>
    public static IReadOnlyList<(double X, double Y)> Thin(IEnumerable<(double X, double Y)> points, int most)
    {
        var finite = points.Where(point => double.IsFinite(point.Y)).ToList();
        var size = Math.Max(1, (finite.Count + most - 1) / most);
        return [.. finite.Chunk(size).Select(run => (run[^1].X, run.Average(point => point.Y)))];
    }

    /// <summary>Mean of each point and its neighbours, up to one <paramref name="part"/>-th of all points on either side, as many on both.</summary>
    public static IReadOnlyList<(double X, double Y)> Smooth(IReadOnlyList<(double X, double Y)> points, int part)
    {
        var sums = new double[points.Count + 1];
        for (var i = 0; i < points.Count; i++)
        {
            sums[i + 1] = sums[i] + points[i].Y;
        }

        // A window that shrinks towards the ends neither lags nor bends the first and last values.
        return [.. points.Select((point, i) =>
        {
            var reach = Math.Min(points.Count / part, Math.Min(i, points.Count - 1 - i));
            return (point.X, (sums[i + reach + 1] - sums[i - reach]) / ((2 * reach) + 1));
        })];
    }

    /// <summary>The value below which a share of the values lies: for ranges that one outlier must not stretch.</summary>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[(int)Math.Min(sorted.Count - 1, Math.Floor(share * sorted.Count))];
    }
}
