using System.Globalization;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Training.Evaluation;

namespace ChainOfSight.Cli.Training;

/// <summary>The figures of an evaluation as a table: every measure of a task, and the first one of each of its kinds.</summary>
internal static class EvaluationTable
{
    public static ConsoleTable Of(IReadOnlyList<TaskScore> tasks)
    {
        var table = new ConsoleTable("task", "kind", "n>", "measure", "score ± SE>", "chance>", "z>");
        foreach (var row in tasks)
        {
            foreach (var (measure, index) in row.Measures.Take(row.Kind is null ? row.Measures.Count : 1).Select((measure, index) => (measure, index)))
            {
                table.Add(
                    false,
                    index == 0 && row.Kind is null ? row.Task.ToString().ToLowerInvariant() : "",
                    row.Kind ?? "",
                    index == 0 ? row.Count.ToString("N0", CultureInfo.InvariantCulture) : "",
                    measure.Measure,
                    $"{Figure(measure.Score)} ± {(measure.StandardError is { } error ? Figure(error) : "?")}",
                    Figure(measure.Chance),
                    measure.Z is { } z ? z.ToString("+0.0;-0.0", CultureInfo.InvariantCulture) : "");
            }
        }

        return table;
    }

    private static string Figure(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
