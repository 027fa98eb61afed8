using System.Text;
using ChainOfSight.Data.Tokenizing.Merging;

namespace ChainOfSight.Data.Tokenizing.SentencePiece;

/// <summary>LLaMA's SentencePiece BPE: spaces are written as U+2581, one is put in front, characters without a piece fall back to bytes.</summary>
internal sealed class SentencePieceTokenizer : ITokenizer
{
    internal const char SpaceMark = '\u2581';

    private readonly SentencePieceVocabulary _vocabulary;
    private readonly CharacterPieces _characters;
    private readonly WordCache _cache = new();
    private readonly PrefixSpace _prefixSpace;
    private readonly WordBounds _bounds;
    private readonly byte[][] _bytes;

    /// <summary>Makes the tokenizer.</summary>
    /// <param name="vocabulary">What it knows.</param>
    /// <param name="prefixSpace">Whether a text that begins a sequence gets a space in front.</param>
    /// <param name="bounds">Where text may be cut into words that are merged, and remembered, one by one.</param>
    internal SentencePieceTokenizer(SentencePieceVocabulary vocabulary, PrefixSpace prefixSpace, WordBounds bounds)
    {
        (_vocabulary, _prefixSpace, _bounds) = (vocabulary, prefixSpace, bounds);
        _characters = new CharacterPieces(vocabulary);
        var specials = vocabulary.Specials.Values.ToHashSet();
        _bytes = [.. vocabulary.Pieces.Select((piece, id) => specials.Contains(id) ? [] : CharacterPieces.TryGetByte(piece, out var value) ? [value] : Encoding.UTF8.GetBytes(piece.Replace(SpaceMark, ' ')))];
    }

    public string Name => _vocabulary.Name;

    public int VocabularySize => _vocabulary.Size;

    public int? BosId => _vocabulary.BosId;

    public int? EosId => _vocabulary.EosId;

    public IReadOnlyDictionary<string, int> Specials => _vocabulary.Specials;

    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var prefix = _prefixSpace == PrefixSpace.Always || (_prefixSpace == PrefixSpace.UnlessThere && text is not [' ' or SpaceMark, ..]);
        return text.Length == 0 ? [] : Encode(prefix ? " " + text : text, BosId);
    }

    public int[] EncodeContinuation(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Encode(text, null);
    }

    public string Decode(ReadOnlySpan<int> ids)
    {
        using var bytes = new MemoryStream();
        foreach (var id in ids)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(id, nameof(ids));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, VocabularySize, nameof(ids));
            if (id < _bytes.Length)
            {
                bytes.Write(_bytes[id]);
            }
        }

        var text = Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        return _prefixSpace != PrefixSpace.Never && text.StartsWith(' ') ? text[1..] : text;
    }

    private int[] Encode(string text, int? bos)
    {
        var rest = text.Replace(' ', SpaceMark).AsSpan();
        var ids = new IdBuffer((rest.Length / 2) + 2);
        if (bos is { } first)
        {
            ids.Add(first);
        }

        while (!rest.IsEmpty)
        {
            var length = NextWord(rest);
            AddWord(rest[..length], ref ids);
            rest = rest[length..];
        }

        return ids.Finish();
    }

    private int NextWord(ReadOnlySpan<char> text)
    {
        var start = _bounds switch
        {
            WordBounds.None => -1,
            WordBounds.BeforeRuns => text.IndexOfAnyExcept(SpaceMark),
            _ => 1,
        };
        var end = start < 0 || start >= text.Length ? -1 : text[start..].IndexOf(SpaceMark);
        return end < 0 ? text.Length : start + end;
    }

    private void AddWord(ReadOnlySpan<char> word, ref IdBuffer ids)
    {
        if (_cache.TryGet(word, out var known))
        {
            ids.Add(known);
            return;
        }

        var capacity = checked(word.Length * 3);
        Span<int> symbols = capacity <= 512 ? stackalloc int[512] : new int[capacity];
        var count = _characters.Map(word, symbols);
        var merged = symbols[..PairMerger.Merge(symbols[..count], _vocabulary.Merges)];
        _cache.Add(word, merged);
        ids.Add(merged);
    }
}
