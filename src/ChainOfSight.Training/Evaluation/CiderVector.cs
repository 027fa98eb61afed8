namespace ChainOfSight.Training.Evaluation;

/// <summary>A caption as four weighted count vectors, one per n-gram length; n-grams are numbered by the corpus and stand in that order.</summary>
internal sealed class CiderVector
{
    private readonly (int Gram, double Weight)[][] _weights;
    private readonly double[] _norms;

    private CiderVector((int Gram, double Weight)[][] weights, int bigrams)
    {
        _weights = weights;
        _norms = [.. weights.Select(entries => Math.Sqrt(entries.Sum(entry => entry.Weight * entry.Weight)))];
        Bigrams = bigrams;
    }

    /// <summary>Number of bigrams: what the published code calls the length of a caption.</summary>
    public int Bigrams { get; }

    public static CiderVector Of(IReadOnlyList<string> words, CiderCorpus corpus) => new(
        [.. Enumerable.Range(1, CiderCorpus.LongestGram).Select(n => Grams(words, n)
            .CountBy(gram => gram, StringComparer.Ordinal)
            .Select(gram => (corpus.Number(gram.Key), gram.Value * corpus.Weight(gram.Key)))
            .OrderBy(entry => entry.Item1)
            .ToArray())],
        Math.Max(0, words.Count - 1));

    /// <summary>N-grams of one length; a unit separator stands between words, so that texts of different n never collide.</summary>
    public static IEnumerable<string> Grams(IReadOnlyList<string> words, int n) =>
        Enumerable.Range(0, Math.Max(0, words.Count - n + 1)).Select(start => string.Join('\u001f', words.Skip(start).Take(n)));

    /// <summary>Cosine of two captions' n-grams of one length, the candidate's weights clipped to the reference's.</summary>
    public static double ClippedCosine(CiderVector candidate, CiderVector reference, int n)
    {
        var (a, b) = (candidate._weights[n - 1], reference._weights[n - 1]);
        var product = 0.0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            var order = a[i].Gram.CompareTo(b[j].Gram);
            if (order == 0)
            {
                product += Math.Min(a[i].Weight, b[j].Weight) * b[j].Weight;
            }

            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        var norms = candidate._norms[n - 1] * reference._norms[n - 1];
        return norms == 0 ? 0 : product / norms;
    }
}
