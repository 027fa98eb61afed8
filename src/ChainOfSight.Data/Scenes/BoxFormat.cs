using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using ChainOfSight.Data.Samples;

namespace ChainOfSight.Data.Scenes;

/// <summary>Spells a box as an answer and reads it back: left, top, right, bottom.</summary>
public sealed partial record BoxFormat
{
    /// <summary>Most values of an edge.</summary>
    public const int MaxBins = 1001;

    /// <summary>The spelling. Default <see cref="BoxNotation.Decimals"/>.</summary>
    public BoxNotation Notation { get; init; } = BoxNotation.Decimals;

    /// <summary>
    /// Values of an edge for <see cref="BoxNotation.Bins"/> and <see cref="BoxNotation.Tags"/>: edge e is written as <c>round(e · (bins − 1))</c>, so that both
    /// ends of the image can be said and an edge is off by at most half a step. 2 to 1,001, default 17 (sixteenths); 101 are per cent.
    /// </summary>
    public int Bins { get; init; } = 17;

    /// <summary>Spells a box.</summary>
    /// <param name="box">The box; its label is not written.</param>
    public string Format(LabelledBox box)
    {
        ArgumentNullException.ThrowIfNull(box);
        double[] edges = [box.X0, box.Y0, box.X1, box.Y1];
        if (Notation == BoxNotation.Decimals)
        {
            return "[" + string.Join(',', edges.Select(edge => edge.ToString("0.00", CultureInfo.InvariantCulture))) + "]";
        }

        var (left, right) = (Step(edges[0]), Step(edges[2]));
        var (top, bottom) = (Step(edges[1]), Step(edges[3]));
        int[] steps = [left, top, right, bottom];
        return Notation == BoxNotation.Tags ? string.Concat(steps.Select(step => $"<{step}>")) : string.Join(' ', steps);
    }

    /// <summary>Reads a box from what a model said.</summary>
    /// <param name="text">Any text; it must hold exactly four numbers.</param>
    /// <param name="box">The box without a label.</param>
    /// <returns>Whether the four numbers are edges of a box with an area, within the image.</returns>
    public bool TryParse(string? text, [NotNullWhen(true)] out LabelledBox? box)
    {
        box = null;
        var numbers = Number().Matches(text ?? "");
        if (numbers.Count != 4)
        {
            return false;
        }

        var scale = Notation == BoxNotation.Decimals ? 1.0 : Bins - 1;
        var edges = numbers.Select(number => double.Parse(number.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture) / scale).ToArray();
        if (edges.Any(edge => edge is < 0 or > 1) || edges[0] >= edges[2] || edges[1] >= edges[3])
        {
            return false;
        }

        box = new LabelledBox("", edges[0], edges[1], edges[2], edges[3]);
        return true;
    }

    private int Step(double edge) => (int)Math.Round(edge * (Bins - 1), MidpointRounding.AwayFromZero);

    [GeneratedRegex(@"-?\d+(\.\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
