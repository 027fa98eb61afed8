using System.Globalization;

namespace ChainOfSight.Cli.Commands;

/// <summary>Numbers as people read them.</summary>
internal static class NumberText
{
    /// <summary>A size in bytes with a fitting unit: <c>1.9 MB</c>.</summary>
    public static string Bytes(double bytes) => bytes switch
    {
        < 1e3 => string.Create(CultureInfo.InvariantCulture, $"{bytes:0} B"),
        < 1e6 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        < 1e9 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
    };

    /// <summary>An error beside its limit: three digits and an exponent.</summary>
    public static string Error(double error) => error == 0 ? "0" : error.ToString("0.00e-00", CultureInfo.InvariantCulture);

    /// <summary>A number with at most two decimals.</summary>
    public static string Plain(double number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage.</summary>
    public static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");
}
