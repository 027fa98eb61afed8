using System.Globalization;
using System.Text;
using ChainOfSight.Benchmarks.Rivals;

namespace ChainOfSight.Benchmarks.Reporting;

/// <summary>Figures as Markdown.</summary>
internal static class TableText
{
    /// <summary>One row, for the terminal, as soon as it is there.</summary>
    public static string Line(BenchmarkRow row) => row.Theirs is null
        ? $"{row.Name}: {Number(row.Ours.Median)} {row.Unit} ({Number(row.Ours.Low)} to {Number(row.Ours.High)}){Verdict(row)}"
        : $"{row.Name}: {Number(row.Ours.Median)} {row.Unit}, {row.Peer} {Number(row.Theirs.Median)}, ratio {Number(row.Ratio!.Median)} ({Number(row.Ratio.Low)} to {Number(row.Ratio.High)}){Verdict(row)}";

    /// <summary>A whole table with its heading.</summary>
    public static string Markdown(BenchmarkTable table)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## {table.Title}\n\n`./cos bench {table.Command}` · {table.Setting.Date} · {table.Setting.Processor}, {table.Setting.Processors} processors · libtorch {table.Setting.Libtorch}, {table.Setting.Blas}");
        text.Append(table.Setting.Allocator.Length == 0 ? "" : $", {table.Setting.Allocator}").Append("\n\n").Append(table.Text).Append("\n\n");
        var compared = table.Rows.Any(row => row.Theirs is not null);
        text.Append(compared ? "| what | unit | ours | peer | peer's | ratio | to reach | reached |\n|---|---|---|---|---|---|---|---|\n" : "| what | unit | median (tenth to nine tenths) | to reach | reached |\n|---|---|---|---|---|\n");
        foreach (var row in table.Rows)
        {
            var reached = row.Holds switch { true => "yes", false => "**no**", null => "" };
            text.Append(compared
                ? $"| {row.Name} | {row.Unit} | {Number(row.Ours.Median)} | {row.Peer} | {(row.Theirs is null ? "" : Number(row.Theirs.Median))} | {(row.Ratio is null ? "" : $"{Number(row.Ratio.Median)} ({Number(row.Ratio.Low)}–{Number(row.Ratio.High)})")} | {row.Promise} | {reached} |\n"
                : $"| {row.Name} | {row.Unit} | {Number(row.Ours.Median)} ({Number(row.Ours.Low)}–{Number(row.Ours.High)}) | {row.Promise} | {reached} |\n");
        }

        foreach (var remark in table.Rows.Where(row => row.Remark is not null))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n* {remark.Name}: {remark.Remark}");
        }

        return text.Append(table.Rows.Any(row => row.Remark is not null) ? "\n" : "").ToString();
    }

    private static string Number(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 100 => value.ToString("#,##0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 0.1 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.0000", CultureInfo.InvariantCulture),
    };

    private static string Verdict(BenchmarkRow row) => row.Holds switch
    {
        true => $" PASS ({row.Promise})",
        false => $" FAIL ({row.Promise})",
        null => "",
    };
}
