using System.Globalization;

namespace ChainOfSight.Training.Reports.Markup;

/// <summary>Numbers as a person reads them, the same on every machine.</summary>
internal static class NumberText
{
    /// <summary>1,234,567.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Thousands and millions with three figures: 945, 12.6k, 54.7M, 7.1B.</summary>
    public static string Short(double value) => Math.Abs(value) switch
    {
        >= 999.5e6 => Figures(value / 1e9) + "B",
        >= 999.5e3 => Figures(value / 1e6) + "M",
        >= 9999.5 => Figures(value / 1e3) + "k",
        >= 999.5 => Count((long)Math.Round(value)),
        _ => Figures(value),
    };

    /// <summary>Three figures; powers of ten where the number is very small: 0.0312, 2.35, 118, 4.1·10⁻⁶.</summary>
    public static string Figures(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "not a number" : value > 0 ? "∞" : "−∞";
        }

        if (value == 0)
        {
            return "0";
        }

        var exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        if (exponent < -3)
        {
            var mantissa = (value / Math.Pow(10, exponent)).ToString("0.#", CultureInfo.InvariantCulture);
            return Sign($"{mantissa}·10{Superscript(exponent)}");
        }

        var decimals = Math.Clamp(2 - exponent, 0, 6);
        return Sign(Math.Round(value, decimals).ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture));
    }

    /// <summary>A share as per cent with one decimal: 78.2 %.</summary>
    public static string Percent(double share) => PercentFigure(share) + " %";

    /// <summary>A share as per cent without the sign: 78.2.</summary>
    public static string PercentFigure(double share) => Sign((100 * share).ToString("0.0", CultureInfo.InvariantCulture));

    /// <summary>A fixed number of decimals.</summary>
    public static string Fixed(double value, int decimals) => Sign(value.ToString("F" + decimals, CultureInfo.InvariantCulture));

    /// <summary>Seconds as 0.4 s, 12 s, 8 min 05 s, 2 h 04 min.</summary>
    public static string Duration(double seconds)
    {
        var whole = (long)Math.Round(seconds);
        return seconds switch
        {
            < 9.95 => seconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
            < 59.5 => $"{whole} s",
            < 3599.5 => $"{whole / 60} min {whole % 60:00} s",
            _ => $"{whole / 3600} h {whole % 3600 / 60:00} min",
        };
    }

    /// <summary>A count with its noun: 1 stage, 4 stages.</summary>
    public static string Of(long value, string one, string many) => $"{Count(value)} {(value == 1 ? one : many)}";

    // The minus of mathematics is as wide as a plus.
    private static string Sign(string text) => text.Replace('-', '−');

    private static string Superscript(int value) =>
        string.Concat(value.ToString(CultureInfo.InvariantCulture).Select(digit => digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']));
}
