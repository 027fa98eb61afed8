namespace ChainOfSight.Benchmarks.Rivals;

/// <summary>Median and the middle four fifths of some numbers.</summary>
/// <param name="Low">A tenth lies below.</param>
/// <param name="Median">Half lies below.</param>
/// <param name="High">A tenth lies above.</param>
internal sealed record Spread(double Low, double Median, double High)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Spread(At(sorted, 0.1), At(sorted, 0.5), At(sorted, 0.9));
    }

    private static double At(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var (below, above) = ((int)Math.Floor(place), (int)Math.Ceiling(place));
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
