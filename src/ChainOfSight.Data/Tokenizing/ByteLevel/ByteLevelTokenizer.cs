using System.Text;
using ChainOfSight.Data.Tokenizing.Merging;

namespace ChainOfSight.Data.Tokenizing.ByteLevel;

/// <summary>GPT-2's byte-level BPE: words are cut by its pattern, their UTF-8 bytes merged; nothing is ever unknown.</summary>
internal sealed class ByteLevelTokenizer(ByteLevelVocabulary vocabulary, bool prefixSpace = false) : ITokenizer
{
    private readonly WordCache _cache = new();

    public string Name => vocabulary.Name;

    public int VocabularySize => vocabulary.Size;

    public int? BosId => vocabulary.BosId;

    public int? EosId => vocabulary.EosId;

    public IReadOnlyDictionary<string, int> Specials => vocabulary.Specials;

    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? [] : Encode(prefixSpace && text[0] != ' ' ? " " + text : text, BosId);
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
            if (id < vocabulary.Pieces.Count)
            {
                bytes.Write(vocabulary.Pieces[id]);
            }
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private int[] Encode(ReadOnlySpan<char> text, int? bos)
    {
        var ids = new IdBuffer((text.Length / 2) + 2);
        if (bos is { } first)
        {
            ids.Add(first);
        }

        while (!text.IsEmpty)
        {
            var length = Gpt2Splitter.NextWord(text);
            AddWord(text[..length], ref ids);
            text = text[length..];
        }

        return ids.Finish();
    }

    private void AddWord(ReadOnlySpan<char> word, ref IdBuffer ids)
    {
        if (_cache.TryGet(word, out var known))
        {
            ids.Add(known);
            return;
        }

        var capacity = Encoding.UTF8.GetMaxByteCount(word.Length);
        Span<byte> bytes = capacity <= 512 ? stackalloc byte[512] : new byte[capacity];
        var count = Encoding.UTF8.GetBytes(word, bytes);
        Span<int> symbols = count <= 512 ? stackalloc int[512] : new int[count];
        for (var i = 0; i < count; i++)
        {
            symbols[i] = vocabulary.ByteIds[bytes[i]];
        }

        var merged = symbols[..PairMerger.Merge(symbols[..count], vocabulary.Merges)];
        _cache.Add(word, merged);
        ids.Add(merged);
    }
}
