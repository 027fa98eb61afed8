using ChainOfSight.Training.Evaluation;

namespace ChainOfSight.Training.Reports.Pictures;

/// <summary>
/// Chooses the samples whose pictures are shown: those about which most is asked come first, one after another so that together they show
/// every task and kind; ties are settled by the order of the questions, so that the choice is the same after every stage.
/// </summary>
internal static class PictureChoice
{
    public static IReadOnlyList<string> Choose(IReadOnlyList<EvaluationQuestion> questions, int count)
    {
        var left = questions.GroupBy(question => question.SampleId)
            .Select(sample => (Id: sample.Key, Kinds: sample.Select(question => (question.Task, question.Kind)).ToHashSet()))
            .ToList();
        var shown = questions.Select(question => (question.Task, question.Kind)).Distinct().ToDictionary(kind => kind, _ => 0);
        var chosen = new List<string>();
        while (chosen.Count < count && left.Count > 0)
        {
            // A kind that was shown often already is worth less.
            var best = left.MaxBy(sample => sample.Kinds.Sum(kind => 1.0 / (1 + shown[kind])));
            chosen.Add(best.Id);
            left.Remove(best);
            foreach (var kind in best.Kinds)
            {
                shown[kind]++;
            }
        }

        return chosen;
    }
}
