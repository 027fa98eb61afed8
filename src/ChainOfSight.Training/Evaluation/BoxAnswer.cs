using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using ChainOfSight.Data.Samples;

namespace ChainOfSight.Training.Evaluation;

/// <summary>
/// Reads the box that an answer names: its only four numbers, left, top, right, bottom, in units of which <see cref="Scale"/> make the
/// side of the image. Words, brackets and commas around them do not matter.
/// </summary>
/// <param name="scale">Units per image side: 1 for relative coordinates (<c>[0.25,0.10,0.60,0.90]</c>), 16 for sixteenths (<c>4 2 10 14</c>).</param>
public sealed partial class BoxAnswer(double scale = 1)
{
    /// <summary>Units per image side.</summary>
    public double Scale => scale;

    /// <summary>
    /// The scale in which references are written, from the references and their boxes, so that a data set may use any: by least squares, whole
    /// unless it is 1. Relative coordinates where no reference can be read.
    /// </summary>
    /// <param name="questions">Questions for boxes.</param>
    public static BoxAnswer Of(IEnumerable<EvaluationQuestion> questions)
    {
        ArgumentNullException.ThrowIfNull(questions);
        var (products, squares) = (0.0, 0.0);
        foreach (var question in questions)
        {
            if (question.Box is { } box && Numbers(question.Expected) is { } written)
            {
                double[] edges = [box.X0, box.Y0, box.X1, box.Y1];
                products += written.Zip(edges, (number, edge) => number * edge).Sum();
                squares += edges.Sum(edge => edge * edge);
            }
        }

        var units = squares > 0 ? products / squares : 1;
        return new BoxAnswer(units < 1.5 ? 1 : Math.Round(units));
    }

    /// <summary>Reads a box; false where the answer holds another count of numbers, one out of range, or no area.</summary>
    /// <param name="answer">What the model said.</param>
    /// <param name="box">The box, in relative coordinates.</param>
    public bool TryRead(string answer, [NotNullWhen(true)] out LabelledBox? box)
    {
        ArgumentNullException.ThrowIfNull(answer);
        box = null;
        if (Numbers(answer)?.Select(number => number / scale).ToArray() is not { } edges
            || edges.Any(edge => edge is < 0 or > 1) || edges[0] >= edges[2] || edges[1] >= edges[3])
        {
            return false;
        }

        box = new LabelledBox("", edges[0], edges[1], edges[2], edges[3]);
        return true;
    }

    /// <summary>Writes a box in the form that <see cref="TryRead"/> reads, with three decimals at most.</summary>
    /// <param name="box">The box.</param>
    public string Write(LabelledBox box)
    {
        ArgumentNullException.ThrowIfNull(box);
        return string.Create(CultureInfo.InvariantCulture, $"[{box.X0 * scale:0.###}, {box.Y0 * scale:0.###}, {box.X1 * scale:0.###}, {box.Y1 * scale:0.###}]");
    }

    private static double[]? Numbers(string text)
    {
        var found = Number().Matches(text);
        return found.Count == 4 ? [.. found.Select(number => double.Parse(number.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture))] : null;
    }

    [GeneratedRegex(@"-?\d+(\.\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
