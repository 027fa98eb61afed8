using System.Globalization;

namespace ChainOfSight.Proofs.Figures;

/// <summary>Median and tail of measured values.</summary>
internal sealed class Quantiles(IEnumerable<double> values)
{
    private readonly double[] sorted = [.. values.Order()];

    public int Count => sorted.Length;

    public double Median => At(0.5);

    public double Max => sorted.Length == 0 ? double.NaN : sorted[^1];

    /// <summary>The smallest value that at least this share of all does not exceed.</summary>
    public double At(double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];

    public static string Text(double value, string format = "0.00") => value.ToString(format, CultureInfo.InvariantCulture);
}
