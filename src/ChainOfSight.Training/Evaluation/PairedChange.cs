using ChainOfSight.Data.Samples;

namespace ChainOfSight.Training.Evaluation;

/// <summary>
/// Change of a measure between two models on the same questions. Paired: the error is that of the differences per question, which is smaller than
/// that of two separate samples where the same questions are hard for both.
/// </summary>
/// <param name="Count">Questions that both answered.</param>
/// <param name="Difference">Mean of after − before.</param>
/// <param name="StandardError">Standard error of <paramref name="Difference"/>; null where no answer changed in worth.</param>
public sealed record PairedChange(int Count, double Difference, double? StandardError)
{
    /// <summary>Compares two results on the questions that both hold.</summary>
    /// <param name="before">The earlier, or the control.</param>
    /// <param name="after">The later, or the method.</param>
    /// <param name="task">Task of the questions.</param>
    /// <param name="kind">Kind of the questions; null for all.</param>
    /// <param name="measure">Name of the measure.</param>
    /// <returns>The change; null where the two have no question in common.</returns>
    public static PairedChange? Between(EvaluationResult before, EvaluationResult after, SampleTask task, string? kind, string measure)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var earlier = Scores(before, task, kind, measure).ToDictionary(entry => entry.Key, entry => entry.Score);
        var differences = Scores(after, task, kind, measure)
            .Where(entry => earlier.ContainsKey(entry.Key))
            .Select(entry => entry.Score - earlier[entry.Key])
            .ToList();
        return differences.Count == 0 ? null : new PairedChange(differences.Count, differences.Average(), Uncertainty.OfMean(differences));
    }

    private static IEnumerable<((string Sample, int Turn) Key, double Score)> Scores(
        EvaluationResult result, SampleTask task, string? kind, string measure) =>
        from answer in result.Answers
        where answer.Question.Task == task && (kind is null || answer.Question.Kind == kind)
        select ((answer.Question.SampleId, answer.Question.Turn), answer.Scores[measure]);
}
