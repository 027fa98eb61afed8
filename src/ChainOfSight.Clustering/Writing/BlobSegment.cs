using System.Security.Cryptography;
using System.Text;

namespace ChainOfSight.Clustering;

/// <summary>Turns any text into one legal segment of a blob's name; different texts give different segments.</summary>
public static class BlobSegment
{
    private const int Longest = 200;

    /// <summary>Letters, digits, '-' and '_' stay, dots inside stay, all else becomes %XX of its UTF-8 bytes; a long text is cut and closed with its hash.</summary>
    /// <param name="text">Any text, not empty.</param>
    public static string Escape(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var segment = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            var c = (char)b;
            _ = char.IsAsciiLetterOrDigit(c) || c is '-' or '_' || (c == '.' && segment.Length > 0) ? segment.Append(c) : segment.Append('%').Append($"{b:X2}");
        }

        if (segment[^1] == '.')
        {
            segment.Length--;
            segment.Append("%2E");
        }

        return segment.Length <= Longest
            ? segment.ToString()
            : $"{segment.ToString(0, Longest - 66)}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }
}
