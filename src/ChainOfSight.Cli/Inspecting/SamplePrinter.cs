using System.Globalization;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Shards;

namespace ChainOfSight.Cli.Inspecting;

/// <summary>Prints the record of a sample.</summary>
internal static class SamplePrinter
{
    public static void Print(StoredSample sample, SampleRecord record)
    {
        Console.WriteLine($"{record.Id}  in {sample.Shard}, sample {sample.Index}, image {NumberText.Bytes(sample.Image.Length)}");
        if (record.Caption is { } caption)
        {
            Console.WriteLine($"caption: {caption}");
        }

        if (record.Labels.Count > 0)
        {
            Console.WriteLine($"labels: {string.Join(", ", record.Labels)}");
        }

        if (record.Turns.Count > 0)
        {
            var turns = new ConsoleTable("task", "kind", "question", "answer");
            foreach (var turn in record.Turns)
            {
                turns.Add(false, turn.Task.ToString().ToLowerInvariant(), turn.Kind ?? "", turn.Prompt, turn.Answer);
            }

            turns.Print();
        }

        if (record.Boxes.Count > 0)
        {
            var boxes = new ConsoleTable("box", "left>", "top>", "right>", "bottom>");
            foreach (var box in record.Boxes)
            {
                boxes.Add(false, box.Label, Edge(box.X0), Edge(box.Y0), Edge(box.X1), Edge(box.Y1));
            }

            boxes.Print();
        }
    }

    private static string Edge(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
