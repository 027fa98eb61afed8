using ChainOfSight.Data.Tokenizing;

namespace ChainOfSight.Tests.Support.Tiny;

/// <summary>A tokenizer of 16 ids, a letter each.</summary>
internal sealed class TinyTokenizer : ITokenizer
{
    public string Name => "tiny";

    public int VocabularySize => 16;

    public int? BosId => null;

    public int? EosId => 15;

    public IReadOnlyDictionary<string, int> Specials { get; } = new Dictionary<string, int>();

    public int[] Encode(string text) => [.. text.Select(letter => letter % 15)];

    public int[] EncodeContinuation(string text) => Encode(text);

    public string Decode(ReadOnlySpan<int> ids) => string.Concat(ids.ToArray().Select(id => (char)('a' + id)));
}
