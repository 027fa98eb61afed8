using System.Globalization;
using ChainOfSight.Training.Progress;

namespace ChainOfSight.Cli.Watching;

/// <summary>An event of a run in one line of a live view.</summary>
internal static class EventWords
{
    /// <summary>The line; null where the view shows the event in another way.</summary>
    public static string? Of(RunEvent happened) => happened switch
    {
        RunStarted { ResumedFrom: { } from } => $"the run goes on from {from}",
        RunStarted => "the run begins",
        StageStarted stage => $"stage {stage.Stage} {(stage.FromStep > 0 ? $"goes on at step {Count(stage.FromStep)}" : "begins")}"
            + $"{(stage.Layout is { } layout ? $": {layout}, {stage.VisualTokens} visual tokens at {stage.ImageSide} px" : "")}",
        StageFinished stage => $"stage {stage.Stage} is done",
        HeldOutLoss { Loss: { } loss } measured => string.Create(CultureInfo.InvariantCulture, $"held-out loss {loss:0.0000} after step {measured.Step:N0}"),
        HeldOutLoss measured => $"held-out loss is not finite after step {Count(measured.Step)}",
        CheckpointWritten written => $"checkpoint {written.Stage}-{written.Step} is written",
        HandOverDone { Report: var report } => string.Create(
            CultureInfo.InvariantCulture,
            $"hand-over {report.From} → {report.To}: {report.FromTokens} → {report.ToTokens} tokens, loss {report.LossRise * 100:+0.0;-0.0} %, {(report.Accepted ? "accepted" : "held")}"),
        StageEvaluated evaluated => $"evaluation after {evaluated.Stage}: {string.Join(", ", Scores(evaluated))}",
        RunWarning warning => $"warning: {warning.Message}",
        _ => null,
    };

    private static IEnumerable<string> Scores(StageEvaluated evaluated) => evaluated.Tasks.Where(task => task.Kind is null && task.Measures.Count > 0)
        .Select(task => string.Create(CultureInfo.InvariantCulture, $"{task.Task.ToString().ToLowerInvariant()} {task.Measures[0].Score:0.000}"));

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
