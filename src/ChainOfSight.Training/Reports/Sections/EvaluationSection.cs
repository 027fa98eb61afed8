using ChainOfSight.Training.Evaluation;
using ChainOfSight.Training.Reports.Markup;
using ChainOfSight.Training.Reports.Model;

namespace ChainOfSight.Training.Reports.Sections;

/// <summary>Evaluation tables: one per set, a row per task, kind and measure, a column per model, and paired differences.</summary>
internal static class EvaluationSection
{
    public static Html Draw(IReadOnlyList<EvaluationReport> evaluations) => evaluations.Count == 0
        ? Html.Empty
        : Html.Of($"""
            <section><h2>Evaluation</h2>
            {evaluations.GroupBy(column => column.Result.Set).Select(set => Table(set.Key, [.. set]))}
            <p class="legend"><span><span class="key key-value"></span>score</span> <span><span class="key key-error"></span>± one standard error</span> <span><span class="key key-chance"></span>chance</span></p>
            <div class="definitions"><p><strong>Chance</strong> is the score of the best constant answer, chosen with full knowledge of the references of these very questions: the most frequent answer for questions,
            text and exact captions, the reference caption or text with the best mean score for CIDEr-D and ANLS, the best constant box for boxes. Tasks with several kinds have one constant answer per kind.</p>
            <p><strong>±</strong> is one standard error: binomial for shares, from the sample variance for means; for differences it is that of the paired differences on the same questions.
            <strong>z</strong> counts standard errors above chance; below {SummarySection.Convincing} it is set in grey. Answers are greedy, each question asked on its own.</p></div></section>
            """);

    private static Html Table(string set, IReadOnlyList<EvaluationReport> columns)
    {
        var comparisons = EvaluationTable.Comparisons(columns);
        return Html.Of($"""
            <div class="table" tabindex="0" role="region" aria-label="Scores on {set}"><table class="scores"><caption>Set “{set}”</caption>
            <thead><tr><th scope="col">task</th><th scope="col">measure</th><th scope="col" class="number">n</th><th scope="col" class="number">chance</th>
            {columns.Select(Head)}{comparisons.Select(pair => Html.Of($"""<th scope="col" class="number">change<br/><small>against {pair.Against}</small></th>"""))}</tr></thead>
            <tbody>{EvaluationTable.Rows(columns).Select(entry => Row(entry.Row, entry.Measure, columns, comparisons))}</tbody></table></div>
            """);
    }

    private static Html Head(EvaluationReport column) => Html.Of($"""
        <th scope="col">{column.Label}<br/><small>{column.VisualTokens} tokens, {column.Stage}</small></th>
        """);

    private static Html Row(
        TaskScore row, string measure, IReadOnlyList<EvaluationReport> columns, IReadOnlyList<(string Against, EvaluationResult From, EvaluationResult To)> comparisons)
    {
        var chance = columns.Select(column => Find(column.Result, row, measure)).First(score => score is not null)!;
        var first = MeasureName.Of(row.Task)[0] == measure;
        return Html.Of($"""
            <tr class="{(row.Kind is null ? first ? "task" : "task-more" : "kind")}"><th scope="row">{(first || row.Kind is not null ? row.Kind ?? TaskText.Title(row.Task) : "")}</th><td>{measure} <small>{TaskText.Unit(measure)}</small></td>
            <td class="number">{NumberText.Count(row.Count)}</td>
            <td class="number">{Constant(chance)}</td>
            {columns.Select(column => Cell(column.Result, row, measure))}
            {comparisons.Select(pair => Change(PairedChange.Between(pair.From, pair.To, row.Task, row.Kind, measure), measure))}</tr>
            """);
    }

    private static Html Constant(MeasureScore score) => score.ChanceAnswer is null
        ? Html.Of($"{TaskText.Figure(score.Measure, score.Chance)}")
        : Html.Of($"""<span title="always “{score.ChanceAnswer}”">{TaskText.Figure(score.Measure, score.Chance)}</span>""");

    private static Html Cell(EvaluationResult result, TaskScore row, string measure)
    {
        if (Find(result, row, measure) is not { } score)
        {
            return Html.Of($"""<td class="muted">not asked</td>""");
        }

        var unreadable = result.Row(row.Task, row.Kind)!.Unreadable;
        return Html.Of($"""
            <td><div class="score-line"><span><span class="score">{TaskText.Figure(measure, score.Score)}</span>{(score.StandardError is { } error ? Html.Of($"""<span class="error"> ± {TaskText.Figure(measure, error)}</span>""") : Html.Empty)}</span>{(score.Z is { } z ? Html.Of($"""<span class="z{(z >= SummarySection.Convincing ? "" : " weak")}">z {NumberText.Fixed(z, 1)}</span>""") : Html.Empty)}</div>{ScoreBar.Draw(score)}
            {(unreadable > 0 ? Html.Of($"<small>{unreadable} unreadable</small>") : Html.Empty)}</td>
            """);
    }

    private static Html Change(PairedChange? change, string measure)
    {
        if (change is null)
        {
            return Html.Of($"""<td class="number muted">–</td>""");
        }

        var clear = change.StandardError is { } error && Math.Abs(change.Difference) >= 2 * error;
        var tone = !clear ? "same" : change.Difference > 0 ? "up" : "down";
        return Html.Of($"""
            <td class="number change {tone}">{(change.Difference > 0 ? "+" : "")}{TaskText.Figure(measure, change.Difference)}{(change.StandardError is { } deviation ? Html.Of($"""<span class="error"> ± {TaskText.Figure(measure, deviation)}</span>""") : Html.Empty)}</td>
            """);
    }

    private static MeasureScore? Find(EvaluationResult result, TaskScore row, string measure) =>
        result.Row(row.Task, row.Kind)?.Measures.FirstOrDefault(score => score.Measure == measure);
}
