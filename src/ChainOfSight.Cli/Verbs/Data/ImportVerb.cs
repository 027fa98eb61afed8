using System.CommandLine;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Data.Importing;
using ChainOfSight.Data.Shards;

namespace ChainOfSight.Cli.Verbs.Data;

/// <summary><c>cos data import</c>: makes a source of a folder of images with captions.</summary>
internal static class ImportVerb
{
    public static Verb Create()
    {
        var folder = new Argument<string>("folder") { Description = "Folder of images, each with name.txt beside it, or with one JSON-lines file of captions." };
        var to = new Option<string>("--to") { Description = "Folder that receives the source.", Required = true };
        var name = new Option<string?>("--name") { Description = "Name of the source; that of its folder without it." };
        var captions = new Option<string?>("--captions") { Description = "The JSON-lines file with captions: {\"file\": …, \"caption\": …, \"turns\": […], \"boxes\": […]} a line." };
        var skip = new Option<bool>("--skip-faulty") { Description = "Leave faulty files out and list them; without it any fault stops the import." };
        var replace = new Option<bool>("--replace") { Description = "Replace a source that is there." };
        var json = JsonText.Option();
        var verb = new Verb(
            "import",
            "Make a source of shards of a folder of images with captions. Everything is checked before anything is written.",
            "data import photos --to data/photos",
            "data import photos --to data/photos --captions photos/captions.jsonl --skip-faulty")
            .With(folder, to, name, captions, skip, replace, json);

        verb.Runs(async (parse, cancellation) =>
        {
            var target = SourceFolder.Of(parse.GetValue(to)!);
            var options = new ImportOptions
            {
                CaptionFile = parse.GetValue(captions),
                SkipFaulty = parse.GetValue(skip),
                Writing = new SourceWriterOptions { Replace = parse.GetValue(replace) },
            };
            var result = await new FolderImport(target.Store, options)
                .ImportAsync(parse.GetValue(folder)!, target.Folder, target.NameOr(parse.GetValue(name)), cancellation).ConfigureAwait(false);
            foreach (var fault in result.Skipped)
            {
                await Console.Error.WriteLineAsync($"left out: {fault}").ConfigureAwait(false);
            }

            SourceText.PrintWritten(result.Manifest, parse.GetValue(to)!, result.Skipped, parse.GetValue(json));
            return ExitCodes.Success;
        });
        return verb;
    }
}
