namespace ChainOfSight.Data.Tokenizing;

/// <summary>Turns text into token ids and back. Safe to call from several threads.</summary>
/// <remarks>
/// Text is only ever text: a special token's spelling inside it (<c>&lt;/s&gt;</c>, <c>&lt;|endoftext|&gt;</c>) becomes ordinary tokens. Special ids
/// are placed by whoever builds the sequence, from <see cref="EosId"/> and <see cref="Specials"/>.
/// </remarks>
public interface ITokenizer
{
    /// <summary>What kind it is, for messages and checkpoints: <c>gpt2</c>, <c>llama</c> or <c>huggingface</c>.</summary>
    string Name { get; }

    /// <summary>How many ids there are, specials included; every id is below it.</summary>
    int VocabularySize { get; }

    /// <summary>Id that begins a sequence; null where the kind has none.</summary>
    int? BosId { get; }

    /// <summary>Id that ends a sequence; null where the kind has none.</summary>
    int? EosId { get; }

    /// <summary>Special tokens by their spelling: those of the vocabulary and those that the settings add.</summary>
    IReadOnlyDictionary<string, int> Specials { get; }

    /// <summary>Encodes a text that begins a sequence: with the beginning token and prefix space where the kind has them.</summary>
    /// <param name="text">Any text. The empty text has no tokens, not even a beginning one.</param>
    int[] Encode(string text);

    /// <summary>Encodes a text that continues a sequence: no beginning token, no added prefix space.</summary>
    /// <param name="text">Any text.</param>
    int[] EncodeContinuation(string text);

    /// <summary>The text of some ids. Special tokens are left out; bytes that are no UTF-8 become U+FFFD.</summary>
    /// <param name="ids">Ids below <see cref="VocabularySize"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    string Decode(ReadOnlySpan<int> ids);
}
