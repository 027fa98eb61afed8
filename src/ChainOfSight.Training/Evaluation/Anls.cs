namespace ChainOfSight.Training.Evaluation;

/// <summary>
/// Average normalised Levenshtein similarity, the measure for text that is read from an image
/// (Biten et al., "Scene Text Visual Question Answering", ICCV 2019).
/// </summary>
public static class Anls
{
    /// <summary>Normalised distance from which an answer scores 0 instead of part of a point.</summary>
    public const double Threshold = 0.5;

    /// <summary>
    /// Similarity of one answer: 1 − d/max(|expected|, |answer|) of the normalised texts, 0 where d/max is
    /// <see cref="Threshold"/> or more; 1 where both are empty.
    /// </summary>
    /// <param name="expected">The text that stands in the image.</param>
    /// <param name="answer">What the model read.</param>
    /// <returns>A score between 0 and 1.</returns>
    public static double Score(string expected, string answer) =>
        OfNormalized(AnswerText.Normalize(expected), AnswerText.Normalize(answer));

    internal static double OfNormalized(string a, string b)
    {
        var longer = Math.Max(a.Length, b.Length);
        if (longer == 0)
        {
            return 1;
        }

        var distance = (double)EditDistance.Between(a, b) / longer;
        return distance < Threshold ? 1 - distance : 0;
    }
}
