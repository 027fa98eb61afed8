namespace ChainOfSight.Training.Evaluation;

/// <summary>
/// CIDEr-D of a generated caption (Vedantam et al., "CIDEr: Consensus-based Image Description Evaluation", CVPR 2015), with the
/// constants and the conventions of the code published with it: n = 1 … 4, σ = 6, counts clipped to the reference's, Gaussian
/// penalty on the difference in length, mean over n and over references, times ten.
/// </summary>
/// <remarks>
/// Length is counted in bigrams, as the published code does. With one image in the corpus every weight and so every score is 0.
/// The highest score is 10, and only a caption all of whose n-gram lengths carry weight reaches it.
/// </remarks>
public static class CiderD
{
    /// <summary>Width of the length penalty.</summary>
    public const double Sigma = 6;

    /// <summary>Score of one caption against its references.</summary>
    /// <param name="candidate">Words of the generated caption.</param>
    /// <param name="references">Words of each reference of the same image; at least one.</param>
    /// <param name="corpus">Document frequencies of the evaluation set.</param>
    /// <returns>A score between 0 and 10.</returns>
    /// <exception cref="ArgumentException">There is no reference.</exception>
    public static double Score(IReadOnlyList<string> candidate, IReadOnlyList<IReadOnlyList<string>> references, CiderCorpus corpus)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(corpus);
        if (references.Count == 0)
        {
            throw new ArgumentException("A caption is scored against at least one reference; none was given.", nameof(references));
        }

        var vector = CiderVector.Of(candidate, corpus);
        return references.Average(reference => Score(vector, CiderVector.Of(reference, corpus)));
    }

    internal static double Score(CiderVector candidate, CiderVector reference)
    {
        var difference = candidate.Bigrams - reference.Bigrams;
        var penalty = Math.Exp(-(double)difference * difference / (2 * Sigma * Sigma));
        return 10 * penalty * Enumerable.Range(1, CiderCorpus.LongestGram).Average(n => CiderVector.ClippedCosine(candidate, reference, n));
    }
}
