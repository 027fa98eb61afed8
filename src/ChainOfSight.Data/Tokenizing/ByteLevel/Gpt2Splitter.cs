using System.Globalization;
using System.Text;

namespace ChainOfSight.Data.Tokenizing.ByteLevel;

/// <summary>Cuts text into words as GPT-2's pattern does, by hand, over code points.</summary>
/// <remarks>
/// <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>. .NET's own expressions see half
/// surrogates where the pattern means letters beyond U+FFFF.
/// </remarks>
internal static class Gpt2Splitter
{
    private enum Kind
    {
        Space,
        Letter,
        Number,
        Other,
    }

    /// <summary>Length of the word that begins the text.</summary>
    /// <param name="text">The rest of a text, not empty.</param>
    internal static int NextWord(ReadOnlySpan<char> text)
    {
        var contraction = Contraction(text);
        if (contraction > 0)
        {
            return contraction;
        }

        var start = text[0] == ' ' ? 1 : 0;
        if (start < text.Length && KindAt(text[start..], out _) is var kind and not Kind.Space)
        {
            return RunEnd(text, start, kind);
        }

        var spaces = RunEnd(text, 0, Kind.Space);
        return spaces == text.Length || spaces == 1 ? spaces : spaces - 1;
    }

    private static int Contraction(ReadOnlySpan<char> text) => text switch
    {
        ['\'', 's' or 't' or 'm' or 'd', ..] => 2,
        ['\'', 'r' or 'v', 'e', ..] or ['\'', 'l', 'l', ..] => 3,
        _ => 0,
    };

    private static int RunEnd(ReadOnlySpan<char> text, int at, Kind kind)
    {
        while (at < text.Length && KindAt(text[at..], out var width) == kind)
        {
            at += width;
        }

        return at;
    }

    private static Kind KindAt(ReadOnlySpan<char> text, out int width)
    {
        var first = text[0];
        if (first < 128)
        {
            width = 1;
            return char.IsAsciiLetter(first) ? Kind.Letter : char.IsAsciiDigit(first) ? Kind.Number
                : first is ' ' or (>= '\t' and <= '\r') ? Kind.Space : Kind.Other;
        }

        Rune.DecodeFromUtf16(text, out var rune, out width);
        return Rune.IsWhiteSpace(rune) ? Kind.Space : Rune.GetUnicodeCategory(rune) switch
        {
            <= UnicodeCategory.OtherLetter => Kind.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Number,
            _ => Kind.Other,
        };
    }
}
