using ChainOfSight.Data.Samples;

namespace ChainOfSight.Training.Evaluation.Measures;

/// <summary>Makes the measures of a task, in the order of <see cref="MeasureName.Of"/>.</summary>
internal static class TaskMeasures
{
    public static IReadOnlyList<IMeasure> For(SampleTask task, IReadOnlyList<EvaluationQuestion> questions) =>
        [.. MeasureName.Of(task).Select(name => Create(name, questions))];

    private static IMeasure Create(string name, IReadOnlyList<EvaluationQuestion> questions) => name switch
    {
        MeasureName.ExactMatch or MeasureName.Accuracy => new TextMeasure(name, isShare: true, AnswerText.Normalize, (a, b) => a == b ? 1 : 0),
        MeasureName.Anls => new TextMeasure(name, isShare: false, AnswerText.Normalize, Anls.OfNormalized),
        MeasureName.CiderD => new TextMeasure(name, isShare: false, text => text, new CaptionSimilarity(questions.Select(q => q.Expected)).Score),
        MeasureName.IouAccuracy => new BoxMeasure(name, isShare: true, BoxAnswer.Of(questions), overlap => overlap >= BoxOverlap.Right ? 1 : 0),
        MeasureName.MeanIou => new BoxMeasure(name, isShare: false, BoxAnswer.Of(questions), overlap => overlap),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such measure."),
    };
}
