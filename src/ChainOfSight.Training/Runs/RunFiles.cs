using System.Globalization;

namespace ChainOfSight.Training.Runs;

/// <summary>Names of what a run keeps in its store, beside its checkpoints.</summary>
public static class RunFiles
{
    /// <summary>Everything of a run.</summary>
    public static string Root(string run) => $"runs/{run}/";

    /// <summary>The run's record: generation and status, changed by compare-and-swap.</summary>
    public static string Record(string run) => $"runs/{run}/run.json";

    /// <summary>The resolved recipe.</summary>
    public static string Recipe(string run) => $"runs/{run}/recipe.json";

    /// <summary>Segments of metrics.</summary>
    public static string Metrics(string run) => $"runs/{run}/metrics/";

    /// <summary>One segment of metrics.</summary>
    public static string MetricsSegment(string run, int stageIndex, long firstStep, long generation) =>
        string.Create(CultureInfo.InvariantCulture, $"runs/{run}/metrics/{stageIndex:D2}-{firstStep:D10}-{generation:D6}.jsonl");

    /// <summary>What a stage trains, as <see cref="Progress.StageStarted"/> said when it last began or went on.</summary>
    public static string Stage(string run, string stage) => $"runs/{run}/stages/{stage}.json";

    /// <summary>What a hand-over into a stage changed and found (<see cref="Stages.HandOverReport"/>).</summary>
    public static string HandOver(string run, string stage) => $"runs/{run}/hand-overs/{stage}.json";

    /// <summary>Evaluation after a stage: a list of <see cref="Evaluation.EvaluationResult"/>.</summary>
    public static string Evaluation(string run, string stage) => $"runs/{run}/evaluations/{stage}.json";

    /// <summary>Samples that turned out bad (<see cref="Data.Quarantine.QuarantineLedger"/>).</summary>
    public static string Quarantine(string run) => $"runs/{run}/quarantine.json";

    /// <summary>Bad samples that an operator cleared: they are left out as before, and count against no budget.</summary>
    public static string QuarantineCleared(string run) => $"runs/{run}/quarantine-cleared.json";

    /// <summary>The report.</summary>
    public static string Report(string run) => $"runs/{run}/report.html";
}
