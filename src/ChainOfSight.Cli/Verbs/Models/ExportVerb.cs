using System.CommandLine;
using ChainOfSight.Cli.Checkpoints;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Cli.Training;
using ChainOfSight.Training.Exporting;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Sources;

namespace ChainOfSight.Cli.Verbs.Models;

/// <summary><c>cos export</c>: a checkpoint as folders with Hugging Face's and PEFT's names.</summary>
internal static class ExportVerb
{
    public static Verb Create()
    {
        var checkpoint = CheckpointChoice.Option();
        var to = new Option<string>("--to") { Description = "The folder to make.", Required = true };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace the folder if it is there." };
        var store = RunStore.Option();
        var json = JsonText.Option();
        var verb = new Verb(
            "export",
            "Export a checkpoint: vision tower, resampler, language model and PEFT adapter, each in a folder of its own, weights in f32.",
            "export --checkpoint quickstart --to exported",
            "export --checkpoint quickstart/finetune-250 --to exported --overwrite")
            .With(checkpoint, to, overwrite, store, json);

        verb.Runs(async (parse, cancellation) =>
        {
            var folder = parse.GetValue(to)!;
            var data = RecipeData.OfThisMachine(new SynchronousProgress<string>(Console.Error.WriteLine), RunStore.Open);
            var choice = CheckpointChoice.Parse(parse.GetValue(checkpoint)!, parse.GetValue(store)!);

            // Checkpoints hold f32 masters: f32 keeps every bit of them.
            var opened = await OpenedCheckpoint.OpenAsync(choice, data, Precision.F32, cancellation).ConfigureAwait(false);
            await using (opened.ConfigureAwait(false))
            {
                var options = new ExportOptions
                {
                    Folder = folder,
                    Overwrite = parse.GetValue(overwrite),
                    Tokenizer = await data.FindTokenizerAsync(opened.Model.Recipe, cancellation).ConfigureAwait(false),
                    Prompts = RecipeData.Prompts(opened.Model.Stage),
                };
                await ModelExporter.ExportAsync(opened.Model, options, cancellation).ConfigureAwait(false);
                Print(opened.Model.Title, folder, parse.GetValue(json));
            }

            return ExitCodes.Success;
        });
        return verb;
    }

    private static void Print(string title, string folder, bool asJson)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => (Name: Path.GetRelativePath(folder, file).Replace('\\', '/'), new FileInfo(file).Length)).ToList();
        if (asJson)
        {
            JsonText.Print(new { checkpoint = title, folder, files = files.Select(file => new { file.Name, bytes = file.Length }) });
            return;
        }

        Console.WriteLine($"exported {title} to {folder}");
        var table = new ConsoleTable("file", "size>");
        foreach (var (name, length) in files)
        {
            table.Add(false, name, NumberText.Bytes(length));
        }

        table.Print();
    }
}
