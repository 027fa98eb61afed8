using System.CommandLine;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Grains.Contracts.Runs;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Cli.Verbs.Elastic;

/// <summary><c>cos submit</c>: gives a recipe to the cluster and returns; the same command goes on with a run that was interrupted.</summary>
internal static class SubmitVerb
{
    public static Verb Create()
    {
        var path = new Argument<string?>("recipe") { Description = "The recipe's file; the quick start without one.", Arity = ArgumentArity.ZeroOrOne };
        var run = new Option<string?>("--run") { Description = "Name of the run; the recipe's name without it." };
        var fewest = new Option<int>("--min-replicas") { Description = "Replicas below which the run waits.", DefaultValueFactory = _ => 1 };
        var most = new Option<int>("--max-replicas") { Description = "Replicas that it takes at most; 0 = one per slot.", DefaultValueFactory = _ => 0 };
        var faults = FaultOption.Create();
        var restart = new Option<bool>("--restart") { Description = "Delete an earlier run of this name first." };
        var accept = new Option<bool>("--accept-hand-over") { Description = "Go on although a hand-over failed its loss limit." };
        var json = JsonText.Option();
        var verb = new Verb(
            "submit", "Give a recipe to the cluster and return; the run goes on without this command.",
            "submit recipes/quickstart.json", "submit my.json --run try-2 --min-replicas 2 --store /data")
            .With(path, run, fewest, most, faults, restart, accept, json);

        return verb.Calls(async (client, parse, cancellation) =>
        {
            var recipe = await RecipeReader.ReadFileAsync(parse.GetValue(path) ?? ProductFiles.QuickStart, cancellation).ConfigureAwait(false);
            var name = parse.GetValue(run) ?? recipe.Name;
            var view = await client.Run(name).SubmitAsync(
                new RunSubmission
                {
                    Recipe = RecipeText.Resolve(recipe),
                    MinReplicas = parse.GetValue(fewest),
                    MaxReplicas = parse.GetValue(most),
                    FaultPatience = FaultOption.Read(parse, faults),
                    Restart = parse.GetValue(restart),
                    AcceptHandOver = parse.GetValue(accept),
                },
                cancellation).ConfigureAwait(false);
            Action print = parse.GetValue(json) ? () => JsonText.Print(view) : () => Console.WriteLine($"{name}: {RunText.Line(view)}\nFollow it with ./cos watch {name}");
            print();
            return ExitCodes.Success;
        });
    }
}
