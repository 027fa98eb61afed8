using System.CommandLine;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Cli.Training;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Sources;

namespace ChainOfSight.Cli.Verbs;

/// <summary><c>cos train</c>: trains a recipe in this process, from where it stands to its end.</summary>
internal static class TrainVerb
{
    public static Verb Create()
    {
        var path = new Argument<string?>("recipe") { Description = "The recipe's file; the quick start without one.", Arity = ArgumentArity.ZeroOrOne };
        var run = new Option<string?>("--run") { Description = "Name of the run; the recipe's name without it." };
        var store = RunStore.Option();
        var faults = FaultOption.Create();
        var restart = new Option<bool>("--restart") { Description = "Delete an earlier run of this name first." };
        var accept = new Option<bool>("--accept-hand-over") { Description = "Go on although a hand-over failed its loss limit." };
        var json = new Option<bool>("--json") { Description = "One JSON line per event on standard output." };
        var verb = new Verb(
            "train",
            "Train a recipe in this process: stages, hand-overs, checkpoints, evaluation, report. The same command goes on with a run that was interrupted.",
            "train                                   the quick start",
            "train recipes/quickstart-control.json   the same without scaling the tokens",
            "train my.json --run try-2 --store /data --json")
            .With(path, run, store, faults, restart, accept, json);
        verb.Runs(async (parse, cancellation) =>
        {
            var recipe = await RecipeReader.ReadFileAsync(parse.GetValue(path) ?? ProductFiles.QuickStart, cancellation).ConfigureAwait(false);
            if (recipe.Precision == Precision.BF16 && !PrecisionChoice.HasFastBf16(recipe.Device))
            {
                await Console.Error.WriteLineAsync("cos: the recipe wants bf16, which this processor lacks: expect steps to take some hundred times longer than in f32. \"precision\": \"auto\" takes f32 here.").ConfigureAwait(false);
            }

            var address = parse.GetValue(store)!;
            var blobs = RunStore.Open(address);
            using var stop = new StopSignal();
            using var printer = parse.GetValue(json) ? (IRunPrinter)new JsonPrinter(Console.Out) : new ProgressPrinter(Console.Out, Console.IsOutputRedirected);
            var data = RecipeData.OfThisMachine(new SynchronousProgress<string>(printer.Preparing), RunStore.Open);
            var name = parse.GetValue(run) ?? recipe.Name;
            RunStatus status;
            await using (var training = await EmbeddedTraining.StartAsync(recipe, name, blobs, data, printer, cancellation).ConfigureAwait(false))
            {
                try
                {
                    status = await training.RunAsync(
                        new RunWishes(parse.GetValue(restart), parse.GetValue(accept), FaultOption.Read(parse, faults)), stop.Token).ConfigureAwait(false);
                }
                catch (RunStoppedException e) when (parse.GetValue(json))
                {
                    printer.Report(e.Finished);
                    throw;
                }
            }

            var report = RunFiles.Report(name);
            if (status == RunStatus.Completed && await blobs.FindAsync(report, cancellation).ConfigureAwait(false) is not null)
            {
                printer.Reported(RunStore.Place(address, report));
            }

            return status switch
            {
                RunStatus.Completed => ExitCodes.Success,
                RunStatus.Held => ExitCodes.CheckFailed,
                _ => ExitCodes.Interrupted,
            };
        });
        return verb;
    }
}
