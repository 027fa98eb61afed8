using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using ChainOfSight.Data.Samples;

namespace ChainOfSight.Training.Evaluation;

/// <summary>
/// The box that an answer names: its only four numbers, left, top, right, bottom. Decimals are relative coordinates (<c>0.25</c>);
/// whole numbers are per cent of the image side (<c>25</c>).
/// </summary>
public static partial class BoxAnswer
{
    /// <summary>Reads a box; false where the answer holds another count of numbers, one out of range, or no area.</summary>
    /// <param name="answer">What the model said.</param>
    /// <param name="box">The box, in relative coordinates.</param>
    public static bool TryRead(string answer, [NotNullWhen(true)] out LabelledBox? box)
    {
        ArgumentNullException.ThrowIfNull(answer);
        box = null;
        var found = Number().Matches(answer);
        if (found.Count != 4)
        {
            return false;
        }

        var scale = found.Any(number => number.Value.Contains('.', StringComparison.Ordinal)) ? 1.0 : 100.0;
        var edges = found.Select(number => double.Parse(number.Value, CultureInfo.InvariantCulture) / scale).ToArray();
        if (edges.Any(edge => edge is < 0 or > 1) || edges[0] >= edges[2] || edges[1] >= edges[3])
        {
            return false;
        }

        box = new LabelledBox("", edges[0], edges[1], edges[2], edges[3]);
        return true;
    }

    /// <summary>Writes a box in the form that <see cref="TryRead"/> reads, three decimals.</summary>
    /// <param name="box">The box.</param>
    public static string Write(LabelledBox box)
    {
        ArgumentNullException.ThrowIfNull(box);
        return string.Create(CultureInfo.InvariantCulture, $"[{box.X0:0.000}, {box.Y0:0.000}, {box.X1:0.000}, {box.Y1:0.000}]");
    }

    [GeneratedRegex(@"-?\d+(\.\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
