namespace ChainOfSight.Data.Tokenizing.SentencePiece;

/// <summary>Where a text may be cut into words that are merged one by one.</summary>
internal enum WordBounds
{
    /// <summary>Nowhere: some merge reaches over a space.</summary>
    None,

    /// <summary>Before each run of spaces: no merge reaches from a word's end over the space after it, so the ids are the same as without a cut.</summary>
    BeforeRuns,

    /// <summary>Before each space, as Hugging Face's Metaspace cuts with <c>split</c>.</summary>
    BeforeEachSpace,
}
