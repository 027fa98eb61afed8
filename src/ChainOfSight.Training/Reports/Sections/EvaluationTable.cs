using ChainOfSight.Training.Evaluation;
using ChainOfSight.Training.Reports.Model;

namespace ChainOfSight.Training.Reports.Sections;

/// <summary>Chooses what the evaluation section shows: which columns head the page, which rows stand in a table, what is compared with what.</summary>
internal static class EvaluationTable
{
    /// <summary>The evaluations that headlines show: those after scaling, or without any the last of each set.</summary>
    public static IReadOnlyList<EvaluationReport> Headline(IReadOnlyList<EvaluationReport> evaluations) =>
        [.. evaluations.GroupBy(column => column.Result.Set).Select(set => set.LastOrDefault(column => column.Role == EvaluationRole.After) ?? set.Last())];

    /// <summary>Every (task, kind, measure) that any column of a set holds, in the order of results.</summary>
    public static IReadOnlyList<(TaskScore Row, string Measure)> Rows(IReadOnlyList<EvaluationReport> columns) =>
        [.. columns.SelectMany(column => column.Result.Tasks)
            .SelectMany(row => row.Measures.Select(measure => (Row: row, measure.Measure)))
            .DistinctBy(entry => (entry.Row.Task, entry.Row.Kind, entry.Measure))
            .OrderBy(entry => entry.Row.Task)
            .ThenBy(entry => entry.Row.Kind, StringComparer.Ordinal)];

    /// <summary>Pairs worth comparing: after against before, after against control.</summary>
    public static IReadOnlyList<(string Against, EvaluationResult From, EvaluationResult To)> Comparisons(IReadOnlyList<EvaluationReport> columns) =>
        columns.LastOrDefault(column => column.Role == EvaluationRole.After) is not { } after
            ? []
            : [.. columns.Where(column => column.Role != EvaluationRole.After).Select(column => (column.Label, column.Result, after.Result))];
}
