using System.CommandLine;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Cli.Watching;
using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Runs;
using Spectre.Console;

namespace ChainOfSight.Cli.Verbs.Elastic;

/// <summary><c>cos watch</c>: a live view of a run and of the cluster that trains it.</summary>
internal static class WatchVerb
{
    public static Verb Create()
    {
        var run = ClusterVerb.RunArgument();
        var json = new Option<bool>("--json") { Description = "One JSON line per event on standard output." };
        var verb = new Verb(
            "watch", "Watch a run and its cluster live until the run is over; Ctrl-C ends the watching, not the run.",
            "watch quickstart", "watch quickstart --json")
            .With(run, json);
        return verb.Calls(async (client, parse, cancellation) =>
        {
            var name = parse.GetValue(run)!;
            var view = await client.Run(name).StatusAsync(cancellation).ConfigureAwait(false);
            if (view.Phase == RunPhase.Unknown)
            {
                throw new UnknownRunException(name);
            }

            var watch = new RunWatch(client, name);
            await (Console.IsOutputRedirected || parse.GetValue(json)
                ? watch.PrintAsync(Console.Out, parse.GetValue(json), cancellation)
                : watch.DrawAsync(AnsiConsole.Console, cancellation)).ConfigureAwait(false);
            var end = await client.Run(name).StatusAsync(cancellation).ConfigureAwait(false);
            return end.Phase == RunPhase.Completed ? ExitCodes.Success : ExitCodes.CheckFailed;
        });
    }
}
