using ChainOfSight.Cli.Commands;
using ChainOfSight.Data.Inspection;

namespace ChainOfSight.Cli.Inspecting;

/// <summary>Prints what a source holds, as tables.</summary>
internal static class SummaryPrinter
{
    private const int Shown = 20;

    public static void Print(SourceSummary summary)
    {
        Console.WriteLine($"{summary.Samples:N0} samples, {summary.Images:N0} images, {summary.Captions:N0} captions of which {summary.DistinctCaptions:N0} differ");
        var ranges = new ConsoleTable("of a sample", "least>", "mean>", "most>");
        Range(ranges, "caption words", summary.CaptionWords);
        Range(ranges, "questions", summary.Turns);
        Range(ranges, "boxes", summary.Boxes);
        Range(ranges, "box area, share of the image", summary.BoxArea);
        Range(ranges, "image bytes", summary.ImageBytes);
        ranges.Print();
        if (summary.Kinds.Count > 0)
        {
            var kinds = new ConsoleTable("task", "kind", "questions>", "answers>", "most frequent", "share>");
            foreach (var kind in summary.Kinds)
            {
                kinds.Add(false, kind.Task.ToString().ToLowerInvariant(), kind.Kind, $"{kind.Count:N0}", $"{kind.Answers:N0}",
                    string.Join(", ", kind.Frequent.Take(3).Select(answer => answer.Key)), NumberText.Share(kind.ConstantShare));
            }

            kinds.Print();
        }

        var more = summary.Labels.Count > Shown ? $", and {summary.Labels.Count - Shown:N0} more" : "";
        Console.WriteLine($"labels: {string.Join(", ", summary.Labels.Take(Shown).Select(label => $"{label.Key} {label.Value:N0}"))}{more}");
    }

    private static void Range(ConsoleTable table, string name, NumberRange range) =>
        table.Add(false, name, NumberText.Plain(range.Least), NumberText.Plain(range.Mean), NumberText.Plain(range.Most));
}
