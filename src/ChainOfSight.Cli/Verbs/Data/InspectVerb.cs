using System.CommandLine;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Cli.Inspecting;
using ChainOfSight.Data.Images.Encoding;
using ChainOfSight.Data.Inspection;
using ChainOfSight.Data.Shards;
using ChainOfSight.Storage;

namespace ChainOfSight.Cli.Verbs.Data;

/// <summary><c>cos data inspect</c>: one sample as record and picture, or statistics of the whole source.</summary>
internal static class InspectVerb
{
    private const int WidestPicture = 96;

    public static Verb Create()
    {
        var folder = new Argument<string>("folder") { Description = "Folder of the source: the one with source.json." };
        var sample = new Option<long>("--sample") { Description = "Which sample, counted from 0 in the order of writing.", DefaultValueFactory = _ => 0 };
        var picture = new Option<string?>("--out") { Description = "PNG file that receives the picture with its boxes." };
        var statistics = new Option<bool>("--statistics") { Description = "Read all samples and tell what they hold, instead of showing one." };
        var json = JsonText.Option();
        var verb = new Verb(
            "inspect",
            "Show a sample as record and as picture with boxes, or statistics of the source.",
            "data inspect data/scenes",
            "data inspect data/scenes --sample 7 --out picture.png",
            "data inspect data/scenes --statistics --json")
            .With(folder, sample, picture, statistics, json);
        verb.Runs(async (parse, cancellation) =>
        {
            var reader = await SourceFolder.OpenAsync(parse.GetValue(folder)!, cancellation).ConfigureAwait(false);
            if (parse.GetValue(statistics))
            {
                var summary = await SummariseAsync(reader, cancellation).ConfigureAwait(false);
                Action print = parse.GetValue(json) ? () => JsonText.Print(summary) : () => SummaryPrinter.Print(summary);
                print();
            }
            else
            {
                var stored = await ReadAsync(reader, parse.GetValue(sample), cancellation).ConfigureAwait(false);
                Show(reader, stored, parse.GetValue(picture), parse.GetValue(json));
            }

            return ExitCodes.Success;
        });
        return verb;
    }

    private static async Task<StoredSample> ReadAsync(SourceReader reader, long index, CancellationToken cancellationToken)
    {
        if (index < 0 || index >= reader.Manifest.Samples)
        {
            throw new UserErrorException($"--sample {index} is not in the source \"{reader.Name}\". Legal are 0 to {reader.Manifest.Samples - 1}.");
        }

        await foreach (var stored in reader.ReadAllAsync(index, cancellationToken).ConfigureAwait(false))
        {
            return stored;
        }

        throw new UserErrorException($"The source \"{reader.Name}\" holds fewer samples than its {SourceManifest.FileName} says. Make it anew.");
    }

    private static async Task<SourceSummary> SummariseAsync(SourceReader reader, CancellationToken cancellationToken)
    {
        var gathered = new SourceStatistics();
        await foreach (var stored in reader.ReadAllAsync(0, cancellationToken).ConfigureAwait(false))
        {
            gathered.Add(StoredSampleReader.ReadRecord(stored), stored.Image.IsEmpty ? null : stored.Image.Length);
        }

        return gathered.Summarise();
    }

    private static void Show(SourceReader reader, StoredSample stored, string? file, bool asJson)
    {
        var record = StoredSampleReader.ReadRecord(stored);
        if (asJson)
        {
            JsonText.Print(new { stored.Shard, stored.Index, stored.Offset, stored.Sha256, imageBytes = stored.Image.Length, record });
        }
        else
        {
            Console.WriteLine($"source {reader.Name}: {SourceText.Describe(reader.Manifest)}");
            SamplePrinter.Print(stored, record);
        }

        if (stored.Image.IsEmpty || (file is null && (asJson || Console.IsOutputRedirected)))
        {
            return;
        }

        var drawn = SamplePicture.Draw(stored.Image.Span, record);
        if (file is not null)
        {
            File.WriteAllBytes(file, PngEncoder.Encode(drawn));
            Console.Error.WriteLine($"wrote {file} ({drawn.Width}×{drawn.Height})");
        }

        if (!asJson && !Console.IsOutputRedirected)
        {
            Console.Write(TerminalPicture.Render(drawn, Math.Max(1, Math.Min(WidestPicture, Console.WindowWidth - 1))));
        }
    }
}
