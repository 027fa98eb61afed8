using ChainOfSight.Training.Evaluation;
using ChainOfSight.Training.Reports.Markup;
using ChainOfSight.Training.Reports.Model;

namespace ChainOfSight.Training.Reports.Sections;

/// <summary>Top of the page: what was trained, how long, and the headline of each task.</summary>
internal static class SummarySection
{
    /// <summary>Standard errors above chance from which a result counts as more than luck.</summary>
    public const double Convincing = 3;

    public static Html Draw(ReportModel report) => Html.Of($"""
        <header>
        <p class="kicker">Chain-of-Sight · run report</p>
        <h1>{report.Run}</h1>
        <p class="lede">{Story(report)}</p>
        <p class="meta">{string.Join(" · ", Meta(report))}</p>
        {report.Notes.Select(note => Html.Of($"""<p class="note">{note}</p>"""))}
        </header>
        {Headlines(report)}
        """);

    private static Html Story(ReportModel report)
    {
        var seconds = report.Stages.Sum(stage => stage.Seconds);
        var facts = $"{NumberText.Of(report.Stages.Count, "stage", "stages")}, {NumberText.Of(report.Stages.Sum(s => s.Samples), "sample", "samples")}, {NumberText.Duration(seconds)} of training.";
        var tokens = report.Stages.Where(stage => stage.Layout is not null).Select(stage => stage.Layout!.Tokens).Distinct().ToList();
        return tokens switch
        {
            [] => Html.Of($"{facts}"),
            [var only] => Html.Of($"Trained with <strong>{only}</strong> visual tokens per image. {facts}"),
            _ => Html.Of($"Pre-trained with <strong>{tokens[0]}</strong> visual tokens per image, then scaled to <strong>{tokens[^1]}</strong>. {facts}"),
        };
    }

    private static IEnumerable<string> Meta(ReportModel report)
    {
        yield return report.Outcome;
        yield return $"recipe {report.Recipe}";
        if (report.Machine is not null)
        {
            yield return report.Machine;
        }

        yield return $"started {report.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
    }

    private static Html Headlines(ReportModel report)
    {
        var shown = EvaluationTable.Headline(report.Evaluations);
        if (shown.Count == 0)
        {
            return Html.Empty;
        }

        var rows = shown.SelectMany(column => column.Result.Tasks.Where(row => row.Kind is null).Select(row => (Column: column, Row: row))).ToList();
        var weak = rows.Where(entry => !(entry.Row.Measures[0].Z >= Convincing)).Select(entry => TaskText.Title(entry.Row.Task).ToLowerInvariant()).ToList();
        return Html.Of($"""
            <section aria-label="Headline results"><div class="cards">{rows.Select(entry => Card(report, entry.Column, entry.Row, shown.Count > 1))}</div>
            <p class="verdict">{(weak.Count == 0
                ? Html.Of($"Every task is at least {Convincing} standard errors above chance, on {NumberText.Count(rows.Sum(entry => entry.Row.Count))} held-out questions.")
                : Html.Of($"Not {Convincing} standard errors above chance: <strong>{string.Join(", ", weak)}</strong>."))}</p></section>
            """);
    }

    private static Html Card(ReportModel report, EvaluationReport column, TaskScore row, bool nameSet)
    {
        var figure = row.Measures[0];
        var before = report.Evaluations.FirstOrDefault(other => other.Role == EvaluationRole.Before && other.Result.Set == column.Result.Set)?.Result.Row(row.Task)?.Measures[0];
        return Html.Of($"""
            <div class="card"><h2>{TaskText.Title(row.Task)}{(nameSet ? Html.Of($" <small>{column.Result.Set}</small>") : Html.Empty)}</h2>
            <p class="figure">{TaskText.Score(figure.Measure, figure.Score)}</p>
            {ScoreBar.Draw(figure)}
            <p>{figure.Measure}, chance {TaskText.Score(figure.Measure, figure.Chance)}</p>{row.Measures.Skip(1).Select(more => Html.Of($"<p>{more.Measure} {TaskText.Score(more.Measure, more.Score)}</p>"))}
            <p class="muted">{(figure.Z is { } z ? $"{NumberText.Fixed(z, 1)} standard errors above chance" : "no spread to judge by")}</p>{(before is null ? Html.Empty : Html.Of($"""<p class="muted">{TaskText.Score(before.Measure, before.Score)} before scaling</p>"""))}</div>
            """);
    }
}
