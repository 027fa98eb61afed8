using System.Globalization;
using System.Text;

namespace ChainOfSight.Data.Tokenizing.SentencePiece;

/// <summary>The smallest parts: the id of a character, or of its UTF-8 bytes (<c>&lt;0x0A&gt;</c>) where it has none.</summary>
internal sealed class CharacterPieces
{
    private const int AsciiEnd = 128;

    private readonly int[] _ascii = new int[AsciiEnd];
    private readonly Dictionary<int, int> _characters = [];
    private readonly int[] _bytes = new int[256];
    private readonly int _unknown;

    internal CharacterPieces(SentencePieceVocabulary vocabulary)
    {
        _unknown = vocabulary.UnknownId ?? -1;
        Array.Fill(_bytes, -1);
        Array.Fill(_ascii, -1);
        var specials = vocabulary.Specials.Values.ToHashSet();
        for (var id = 0; id < vocabulary.Pieces.Count; id++)
        {
            var piece = vocabulary.Pieces[id];
            if (TryGetByte(piece, out var value))
            {
                _bytes[value] = id;
            }
            else if (piece.Length > 0 && !specials.Contains(id) && Rune.DecodeFromUtf16(piece, out var rune, out var width) == 0 && width == piece.Length)
            {
                _characters[rune.Value] = id;
                if (rune.Value < AsciiEnd)
                {
                    _ascii[rune.Value] = id;
                }
            }
        }
    }

    /// <summary>Reads a byte piece such as <c>&lt;0x0A&gt;</c>.</summary>
    internal static bool TryGetByte(string piece, out byte value)
    {
        value = 0;
        return piece.Length == 6 && piece.StartsWith("<0x", StringComparison.Ordinal) && piece[5] == '>'
            && byte.TryParse(piece.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Writes the ids of a text's characters; neighbours that are unknown become one.</summary>
    /// <param name="text">Text whose spaces are written as U+2581.</param>
    /// <param name="ids">At least three places per UTF-16 unit.</param>
    /// <returns>How many were written.</returns>
    internal int Map(ReadOnlySpan<char> text, Span<int> ids)
    {
        var count = 0;
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var id = rune.Value < AsciiEnd ? _ascii[rune.Value] : _characters.GetValueOrDefault(rune.Value, -1);
            if (id >= 0)
            {
                ids[count++] = id;
                continue;
            }

            var encoded = bytes[..rune.EncodeToUtf8(bytes)];
            if (HasAll(encoded))
            {
                foreach (var value in encoded)
                {
                    ids[count++] = _bytes[value];
                }
            }
            else if (_unknown >= 0 && (count == 0 || ids[count - 1] != _unknown))
            {
                ids[count++] = _unknown;
            }
        }

        return count;
    }

    private bool HasAll(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (_bytes[value] < 0)
            {
                return false;
            }
        }

        return true;
    }
}
