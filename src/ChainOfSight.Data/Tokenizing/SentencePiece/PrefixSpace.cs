namespace ChainOfSight.Data.Tokenizing.SentencePiece;

/// <summary>When a text that begins a sequence gets a space in front.</summary>
internal enum PrefixSpace
{
    /// <summary>Never.</summary>
    Never,

    /// <summary>Always, as LLaMA's tokenizer does.</summary>
    Always,

    /// <summary>Unless one stands there already, as Hugging Face's Metaspace does.</summary>
    UnlessThere,
}
