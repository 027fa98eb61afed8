using ChainOfSight.Data.Samples;
using ChainOfSight.Training.Evaluation;
using ChainOfSight.Training.Reports.Markup;

namespace ChainOfSight.Training.Reports.Sections;

/// <summary>Names of tasks and figures of measures as readers see them.</summary>
internal static class TaskText
{
    public static string Title(SampleTask task) => task switch
    {
        SampleTask.Caption => "Captions",
        SampleTask.Question => "Questions",
        SampleTask.Text => "Reading text",
        SampleTask.Box => "Finding boxes",
        _ => task.ToString(),
    };

    public static string Noun(SampleTask task) => task switch
    {
        SampleTask.Caption => "caption",
        SampleTask.Question => "question",
        SampleTask.Text => "text",
        SampleTask.Box => "box",
        _ => task.ToString(),
    };

    /// <summary>A share as per cent; CIDEr-D, which has none, as its number.</summary>
    public static string Score(string measure, double score) =>
        MeasureName.Highest(measure) == 1 ? NumberText.Percent(score) : NumberText.Fixed(score, 2);

    /// <summary>The figure without its unit.</summary>
    public static string Figure(string measure, double score) =>
        MeasureName.Highest(measure) == 1 ? NumberText.PercentFigure(score) : NumberText.Fixed(score, 2);

    /// <summary>Unit of a measure in table heads.</summary>
    public static string Unit(string measure) => MeasureName.Highest(measure) == 1 ? "%" : "0–10";
}
