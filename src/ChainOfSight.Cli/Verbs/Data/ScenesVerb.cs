using System.CommandLine;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Data.Fetching;
using ChainOfSight.Data.Scenes;
using ChainOfSight.Data.Shards;
using ChainOfSight.Storage;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Sources;

namespace ChainOfSight.Cli.Verbs.Data;

/// <summary><c>cos data scenes</c>: composes scenes of cut-outs.</summary>
internal static class ScenesVerb
{
    public static Verb Create()
    {
        var cutouts = new Option<string[]>("--cutouts") { Description = "Demo sets or folders (with a slash) of cut-outs.", Required = true, AllowMultipleArgumentsPerToken = true };
        var count = new Option<long>("--count") { Description = "Scenes to compose.", DefaultValueFactory = _ => 1000 };
        var to = new Option<string>("--to") { Description = "Folder that receives the source.", Required = true };
        var options = new Option<string?>("--options") { Description = "JSON file with what scenes are like: the \"scene\" of a recipe's source." };
        var seed = new Option<long?>("--seed") { Description = "Seed of the scenes; overrides that of the options." };
        var side = new Option<int?>("--side") { Description = "Width and height in pixels; overrides that of the options." };
        var first = new Option<long>("--first") { Description = "Index of the first scene.", DefaultValueFactory = _ => 0 };
        var jpeg = new Option<bool>("--jpeg") { Description = "Store JPEG instead of PNG." };
        var name = new Option<string?>("--name") { Description = "Name of the source; that of its folder without it." };
        var replace = new Option<bool>("--replace") { Description = "Replace a source that is there." };
        var json = JsonText.Option();
        var verb = new Verb(
            "scenes",
            "Compose scenes of cut-outs with captions, questions, text to read and boxes. Equal options give equal scenes.",
            "data scenes --cutouts emoji --count 1000 --to data/scenes",
            "data scenes --cutouts emoji flags --count 5000 --to data/scenes --options scene.json --seed 2",
            "data scenes --cutouts ./my-cutouts --count 100 --to data/mine --side 224")
            .With(cutouts, count, to, options, seed, side, first, jpeg, name, replace, json);

        verb.Runs(async (parse, cancellation) =>
        {
            var origins = parse.GetValue(cutouts)!;
            var scene = parse.GetValue(options) is { } file ? await SceneOptionsReader.ReadFileAsync(file, cancellation).ConfigureAwait(false) : new SceneOptions();
            scene = scene with
            {
                Seed = parse.GetValue(seed) ?? scene.Seed,
                Side = parse.GetValue(side) ?? scene.Side,

                // The emoji's own names are long and many look alike.
                Classes = scene.Classes.Count == 0 && origins is ["emoji"] ? EverydayClasses.All : scene.Classes,
            };
            var (index, wanted) = (parse.GetValue(first), parse.GetValue(count));
            if (wanted < 1 || index < 0)
            {
                throw new UserErrorException($"--count {wanted} and --first {index} ask for no scenes. Legal are a count of at least 1 and a first index of at least 0.");
            }

            var target = SourceFolder.Of(parse.GetValue(to)!);
            var subjects = await new SceneCutOuts(new DemoSetFetcher()).LoadAsync(origins, scene.Classes, cancellation).ConfigureAwait(false);
            var samples = new SceneComposer(scene, subjects).SamplesAsync(index, wanted, parse.GetValue(jpeg) ? SceneImageFormat.Jpeg : SceneImageFormat.Png, cancellation);
            var manifest = await new SourceWriter(target.Store, new SourceWriterOptions { Replace = parse.GetValue(replace) })
                .WriteAsync(target.Folder, target.NameOr(parse.GetValue(name)), samples, cancellation).ConfigureAwait(false);
            SourceText.PrintWritten(manifest, parse.GetValue(to)!, [], parse.GetValue(json));
            return ExitCodes.Success;
        });
        return verb;
    }
}
