namespace ChainOfSight.Training.Evaluation.Measures;

/// <summary>
/// A measure on texts. Its best constant answer is sought among the references themselves, the most frequent first;
/// <see cref="MostCandidates"/> bounds the search, so that with more distinct references it is a lower bound of the best. Texts are prepared
/// once and then compared in pairs.
/// </summary>
internal sealed class TextMeasure(string name, bool isShare, Func<string, string> prepare, Func<string, string, double> score) : IMeasure
{
    private const int MostCandidates = 256;

    public string Name => name;

    public bool IsShare => isShare;

    public double Score(EvaluationQuestion question, string answer) => score(prepare(question.Expected), prepare(answer));

    public ConstantAnswer BestConstant(IReadOnlyList<EvaluationQuestion> questions)
    {
        var references = questions
            .GroupBy(question => AnswerText.Normalize(question.Expected), StringComparer.Ordinal)
            .Select(group => (group.First().Expected, Prepared: prepare(group.First().Expected), Count: group.Count(), group.Key))
            .OrderByDescending(group => group.Count)
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .ToList();
        return references
            .Take(MostCandidates)
            .Select(candidate => new ConstantAnswer(
                candidate.Expected,
                references.Sum(reference => reference.Count * score(reference.Prepared, candidate.Prepared)) / questions.Count))
            .MaxBy(constant => constant.Score)!;
    }
}
