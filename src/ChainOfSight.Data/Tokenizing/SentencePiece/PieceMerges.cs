using ChainOfSight.Data.Tokenizing.Merging;

namespace ChainOfSight.Data.Tokenizing.SentencePiece;

/// <summary>Turns pairs of pieces into a merge table.</summary>
internal static class PieceMerges
{
    /// <summary>Builds the table and tells where words may be cut.</summary>
    /// <param name="pairs">Left and right ids, most preferred first.</param>
    /// <param name="pieces">Spelling of each id.</param>
    /// <param name="file">Where they come from, for messages.</param>
    /// <exception cref="TokenizerException">An id or the merged piece does not exist.</exception>
    internal static (MergeTable Table, WordBounds Bounds) Build(IReadOnlyList<(int Left, int Right)> pairs, IReadOnlyList<string> pieces, string file)
    {
        var ids = new Dictionary<string, int>(pieces.Count, StringComparer.Ordinal);
        for (var id = 0; id < pieces.Count; id++)
        {
            ids.TryAdd(pieces[id], id);
        }

        var merges = new (int, int, int)[pairs.Count];
        var wordsApart = true;
        for (var i = 0; i < pairs.Count; i++)
        {
            var (left, right) = pairs[i];
            if (left < 0 || left >= pieces.Count || right < 0 || right >= pieces.Count || !ids.TryGetValue(pieces[left] + pieces[right], out var merged))
            {
                throw new TokenizerException($"Merge {i} of {file} joins ids {left} and {right}, whose join is not among the {pieces.Count:N0} pieces. The file is damaged: fetch it again.");
            }

            merges[i] = (left, right, merged);
            wordsApart &= !(pieces[right].StartsWith(SentencePieceTokenizer.SpaceMark) && !pieces[left].EndsWith(SentencePieceTokenizer.SpaceMark));
        }

        return (new MergeTable(merges), wordsApart ? WordBounds.BeforeRuns : WordBounds.None);
    }
}
