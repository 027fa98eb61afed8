using ChainOfSight.Data.Samples;

namespace ChainOfSight.Training.Evaluation.Measures;

/// <summary>A measure on boxes: a function of the overlap between the reference box and the one the answer names.</summary>
internal sealed class BoxMeasure(string name, bool isShare, BoxAnswer reader, Func<double, double> ofOverlap) : IMeasure
{
    public string Name => name;

    public bool IsShare => isShare;

    public double Score(EvaluationQuestion question, string answer) =>
        question.Box is { } expected && reader.TryRead(answer, out var box) ? ofOverlap(BoxOverlap.Iou(expected, box)) : 0;

    public ConstantAnswer BestConstant(IReadOnlyList<EvaluationQuestion> questions)
    {
        var expected = questions.Select(question => question.Box).OfType<LabelledBox>().ToList();
        var best = (Box: ConstantBoxes.Whole, Score: -1.0);
        foreach (var box in ConstantBoxes.Candidates(expected))
        {
            var score = expected.Sum(reference => ofOverlap(BoxOverlap.Iou(reference, box))) / questions.Count;
            if (score > best.Score)
            {
                best = (box, score);
            }
        }

        return new ConstantAnswer(reader.Write(best.Box), best.Score);
    }
}
