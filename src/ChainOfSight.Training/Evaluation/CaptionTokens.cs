using System.Globalization;

namespace ChainOfSight.Training.Evaluation;

/// <summary>
/// Words of a caption as <see cref="CiderD"/> counts them. The published scores use the Penn Treebank tokenizer in lower case
/// without punctuation; this is a plain form of it that needs no Java.
/// </summary>
/// <remarks>
/// Same words as the Treebank tokenizer for letters, digits, hyphenated words, numbers and sentence punctuation. It differs in
/// that a contraction stays one word (<c>dog's</c>, where the Treebank has <c>dog</c> and <c>'s</c>) and that symbols such as
/// <c>%</c> are dropped. Scores of captions without these are the same.
/// </remarks>
public static class CaptionTokens
{
    /// <summary>Splits a caption into lower-case words without punctuation.</summary>
    /// <param name="caption">A caption as written.</param>
    /// <returns>Words in order; empty where the caption has none.</returns>
    public static IReadOnlyList<string> Split(string caption)
    {
        ArgumentNullException.ThrowIfNull(caption);
        var text = caption.ToLower(CultureInfo.InvariantCulture);
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && (IsWordLetter(text[i]) || (start >= 0 && Joins(text, i)));
            if (inside && start < 0)
            {
                start = i;
            }
            else if (!inside && start >= 0)
            {
                words.Add(text[start..i]);
                start = -1;
            }
        }

        return words;
    }

    private static bool IsWordLetter(char letter) =>
        char.IsLetterOrDigit(letter) || char.IsSurrogate(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark;

    private static bool Joins(string text, int at) =>
        at + 1 < text.Length && text[at] switch
        {
            '-' or '\'' or '’' => IsWordLetter(text[at - 1]) && IsWordLetter(text[at + 1]),
            '.' or ',' => char.IsDigit(text[at - 1]) && char.IsDigit(text[at + 1]),
            _ => false,
        };
}
