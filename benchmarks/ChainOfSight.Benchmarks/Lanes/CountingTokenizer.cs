using ChainOfSight.Data.Tokenizing;

namespace ChainOfSight.Benchmarks.Lanes;

/// <summary>A vocabulary of 256 ids without words.</summary>
internal sealed class CountingTokenizer : ITokenizer
{
    public string Name => "counting";

    public int VocabularySize => 256;

    public int? BosId => null;

    public int? EosId => 255;

    public IReadOnlyDictionary<string, int> Specials { get; } = new Dictionary<string, int>();

    public int[] Encode(string text) => [.. text.Select(letter => letter % 255)];

    public int[] EncodeContinuation(string text) => Encode(text);

    public string Decode(ReadOnlySpan<int> ids) => string.Concat(ids.ToArray().Select(id => (char)id));
}
