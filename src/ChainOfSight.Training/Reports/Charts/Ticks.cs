namespace ChainOfSight.Training.Reports.Charts;

/// <summary>Round numbers for an axis.</summary>
internal static class Ticks
{
    /// <summary>
    /// About <paramref name="wanted"/> multiples of 1, 2 or 5 times a power of ten that lie within a range; its ends where the range is empty.
    /// </summary>
    public static IReadOnlyList<double> Between(double lowest, double highest, int wanted)
    {
        if (!(highest > lowest))
        {
            return [lowest];
        }

        var step = Step((highest - lowest) / Math.Max(1, wanted));
        var first = (long)Math.Ceiling((lowest / step) - 1e-9);
        var last = (long)Math.Floor((highest / step) + 1e-9);
        return [.. Enumerable.Range(0, (int)Math.Max(0, last - first + 1)).Select(i => (first + i) * step)];
    }

    private static double Step(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return power * ((least / power) switch
        {
            <= 1.0000001 => 1,
            <= 2.0000001 => 2,
            <= 5.0000001 => 5,
            _ => 10,
        });
    }
}
