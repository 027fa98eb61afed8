using ChainOfSight.Data.Tokenizing;

namespace ChainOfSight.Tests.Unit.Prompts;

/// <summary>One token per character, its code as id; 1 begins and 2 ends where the test says that they exist.</summary>
public sealed class LetterTokenizer(bool hasBos = false, bool hasEos = true) : ITokenizer
{
    public string Name => "letters";

    public int VocabularySize => 0x10000;

    public int? BosId => hasBos ? 1 : null;

    public int? EosId => hasEos ? 2 : null;

    public IReadOnlyDictionary<string, int> Specials => new Dictionary<string, int>();

    public int[] Encode(string text) => text.Length == 0 ? [] : [.. hasBos ? [1] : Array.Empty<int>(), .. EncodeContinuation(text)];

    public int[] EncodeContinuation(string text) => [.. text.Select(c => (int)c)];

    public string Decode(ReadOnlySpan<int> ids) => string.Concat(ids.ToArray().Select(id => id switch { 1 => "<s>", 2 => "</s>", _ => ((char)id).ToString() }));
}
