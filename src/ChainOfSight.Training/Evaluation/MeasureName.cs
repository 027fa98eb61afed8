using ChainOfSight.Data.Samples;

namespace ChainOfSight.Training.Evaluation;

/// <summary>Names of the measures as they stand in results and reports.</summary>
public static class MeasureName
{
    /// <summary>Share of answers equal to the reference once normalised: captions and text.</summary>
    public const string ExactMatch = "exact match";

    /// <summary>Share of answers equal to the reference once normalised: questions.</summary>
    public const string Accuracy = "accuracy";

    /// <summary>Mean <see cref="Anls"/>.</summary>
    public const string Anls = "ANLS";

    /// <summary>Mean <see cref="Evaluation.CiderD"/>, 0 to 10.</summary>
    public const string CiderD = "CIDEr-D";

    /// <summary>Share of boxes with an overlap of at least <see cref="BoxOverlap.Right"/>.</summary>
    public const string IouAccuracy = "IoU ≥ 0.5";

    /// <summary>Mean intersection over union; an unreadable box has 0.</summary>
    public const string MeanIou = "mean IoU";

    /// <summary>The measures of a task, the headline first.</summary>
    /// <param name="task">The task.</param>
    /// <exception cref="ArgumentOutOfRangeException">The task is none of the enumeration's.</exception>
    public static IReadOnlyList<string> Of(SampleTask task) => task switch
    {
        SampleTask.Caption => [ExactMatch, CiderD],
        SampleTask.Question => [Accuracy],
        SampleTask.Text => [ExactMatch, Anls],
        SampleTask.Box => [IouAccuracy, MeanIou],
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, "No measure is defined for this task."),
    };

    /// <summary>Highest possible value of a measure: 10 for CIDEr-D, 1 for the others.</summary>
    /// <param name="measure">Name of the measure.</param>
    public static double Highest(string measure) => measure == CiderD ? 10 : 1;
}
