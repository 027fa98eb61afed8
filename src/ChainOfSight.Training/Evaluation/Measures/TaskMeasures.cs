using ChainOfSight.Data.Samples;

namespace ChainOfSight.Training.Evaluation.Measures;

/// <summary>Makes the measures of a task, in the order of <see cref="MeasureName.Of"/>.</summary>
internal static class TaskMeasures
{
    public static IReadOnlyList<IMeasure> For(SampleTask task, IReadOnlyList<EvaluationQuestion> questions) =>
        [.. MeasureName.Of(task).Select(name => Create(name, questions))];

    private static IMeasure Create(string name, IReadOnlyList<EvaluationQuestion> questions) => name switch
    {
        MeasureName.ExactMatch or MeasureName.Accuracy => new TextMeasure(name, isShare: true, Equal),
        MeasureName.Anls => new TextMeasure(name, isShare: false, Anls.Score),
        MeasureName.CiderD => new TextMeasure(name, isShare: false, new CaptionSimilarity(questions.Select(q => q.Expected)).Score),
        MeasureName.IouAccuracy => new BoxMeasure(name, isShare: true, overlap => overlap >= BoxOverlap.Right ? 1 : 0),
        MeasureName.MeanIou => new BoxMeasure(name, isShare: false, overlap => overlap),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such measure."),
    };

    private static double Equal(string expected, string answer) => AnswerText.Matches(expected, answer) ? 1 : 0;
}
