using System.Globalization;
using System.Text;

namespace ChainOfSight.Training.Evaluation;

/// <summary>
/// The form in which two answers are compared: what a reader would call the same answer has the same form.
/// </summary>
public static class AnswerText
{
    /// <summary>
    /// Lower case, runs of white space to one space, white space and sentence marks
    /// (<c>. , ; : ! ?</c> and quotation marks) removed at both ends. Marks inside stay, so that <c>3.5</c> and <c>35</c> differ.
    /// </summary>
    /// <param name="text">An answer as it was written or generated.</param>
    /// <returns>The normalised answer; empty where nothing but marks and white space was given.</returns>
    public static string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var result = new StringBuilder(text.Length);
        var pendingSpace = false;
        foreach (var letter in text.ToLower(CultureInfo.InvariantCulture))
        {
            if (char.IsWhiteSpace(letter) || char.IsControl(letter))
            {
                pendingSpace = result.Length > 0;
                continue;
            }

            if (pendingSpace)
            {
                result.Append(' ');
                pendingSpace = false;
            }

            result.Append(letter);
        }

        return result.ToString().Trim(OuterMarks);
    }

    /// <summary>Whether two answers are equal once normalised.</summary>
    /// <param name="expected">The reference.</param>
    /// <param name="answer">What was generated.</param>
    public static bool Matches(string expected, string answer) =>
        string.Equals(Normalize(expected), Normalize(answer), StringComparison.Ordinal);

    private static readonly char[] OuterMarks = [' ', '.', ',', ';', ':', '!', '?', '"', '\'', '“', '”', '‘', '’', '`'];
}
