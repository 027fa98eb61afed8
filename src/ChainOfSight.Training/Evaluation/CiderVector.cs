namespace ChainOfSight.Training.Evaluation;

/// <summary>A caption as four weighted count vectors, one per n-gram length.</summary>
internal sealed class CiderVector
{
    private CiderVector(Dictionary<string, double>[] weights, double[] norms, int bigrams)
    {
        Weights = weights;
        Norms = norms;
        Bigrams = bigrams;
    }

    /// <summary>Count times inverse document frequency, <c>[n − 1][n-gram]</c>.</summary>
    public Dictionary<string, double>[] Weights { get; }

    /// <summary>Euclidean norm of each vector.</summary>
    public double[] Norms { get; }

    /// <summary>Number of bigrams: what the published code calls the length of a caption.</summary>
    public int Bigrams { get; }

    public static CiderVector Of(IReadOnlyList<string> words, CiderCorpus corpus)
    {
        var weights = new Dictionary<string, double>[CiderCorpus.LongestGram];
        var norms = new double[CiderCorpus.LongestGram];
        for (var n = 0; n < weights.Length; n++)
        {
            weights[n] = new Dictionary<string, double>(StringComparer.Ordinal);
        }

        foreach (var group in Grams(words).GroupBy(gram => gram, gram => gram))
        {
            var n = group.Key.Length - 1;
            var weight = group.Count() * corpus.Weight(group.Key.Text);
            weights[n][group.Key.Text] = weight;
            norms[n] += weight * weight;
        }

        return new CiderVector(weights, [.. norms.Select(Math.Sqrt)], Math.Max(0, words.Count - 1));
    }

    /// <summary>All n-grams of a caption; a unit separator stands between words, so that texts of different n never collide.</summary>
    public static IEnumerable<(int Length, string Text)> Grams(IReadOnlyList<string> words)
    {
        for (var n = 1; n <= CiderCorpus.LongestGram; n++)
        {
            for (var start = 0; start + n <= words.Count; start++)
            {
                yield return (n, string.Join('\u001f', words.Skip(start).Take(n)));
            }
        }
    }
}
