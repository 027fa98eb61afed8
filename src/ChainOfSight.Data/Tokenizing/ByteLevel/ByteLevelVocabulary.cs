using ChainOfSight.Data.Tokenizing.Merging;

namespace ChainOfSight.Data.Tokenizing.ByteLevel;

/// <summary>What a byte-level tokenizer knows.</summary>
/// <param name="Name">Its kind.</param>
/// <param name="ByteIds">Id of each byte, 256.</param>
/// <param name="Pieces">Bytes of each id; empty for special tokens and gaps.</param>
/// <param name="Merges">Its merges.</param>
/// <param name="Specials">Its special tokens.</param>
/// <param name="Size">One more than the largest id.</param>
/// <param name="BosId">Put in front of every sequence; null for none.</param>
/// <param name="EosId">Ends a sequence; null for none.</param>
internal sealed record ByteLevelVocabulary(
    string Name,
    int[] ByteIds,
    IReadOnlyList<byte[]> Pieces,
    MergeTable Merges,
    IReadOnlyDictionary<string, int> Specials,
    int Size,
    int? BosId,
    int? EosId);
