using ChainOfSight.Data.Tokenizing.Merging;

namespace ChainOfSight.Data.Tokenizing.SentencePiece;

/// <summary>What a SentencePiece-BPE tokenizer knows.</summary>
/// <param name="Name">Its kind.</param>
/// <param name="Pieces">Spelling of each id.</param>
/// <param name="Merges">Its merges.</param>
/// <param name="Specials">Its special tokens.</param>
/// <param name="Size">One more than the largest id.</param>
/// <param name="BosId">Put in front of every sequence; null for none.</param>
/// <param name="EosId">Ends a sequence; null for none.</param>
/// <param name="UnknownId">For characters without piece and bytes; null where that cannot happen.</param>
internal sealed record SentencePieceVocabulary(
    string Name,
    IReadOnlyList<string> Pieces,
    MergeTable Merges,
    IReadOnlyDictionary<string, int> Specials,
    int Size,
    int? BosId,
    int? EosId,
    int? UnknownId);
