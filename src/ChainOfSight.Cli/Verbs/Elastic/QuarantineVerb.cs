using System.CommandLine;
using System.Globalization;
using ChainOfSight.Cli.Commands;

namespace ChainOfSight.Cli.Verbs.Elastic;

/// <summary><c>cos quarantine</c>: the bad samples of a run, as the run itself knows them.</summary>
internal static class QuarantineVerb
{
    public static Verb Create()
    {
        var run = ClusterVerb.RunArgument();
        var json = JsonText.Option();
        var clear = new Option<bool>("--clear") { Description = "Let these samples count against no budget; they are left out as before. Resume the run then." };
        var verb = new Verb("quarantine", "List the bad samples that a run left out, with the reason for each.", "quarantine quickstart", "quarantine quickstart --store /data --json", "quarantine quickstart --clear")
            .With(run, json, clear);
        return verb.Calls(async (client, parse, cancellation) =>
        {
            var of = client.Run(parse.GetValue(run)!);
            var view = await of.QuarantineAsync(cancellation).ConfigureAwait(false);
            if (parse.GetValue(clear))
            {
                await of.ClearQuarantineAsync(cancellation).ConfigureAwait(false);
                Console.WriteLine($"{of.Name}: the samples so far count against no budget any more");
                return ExitCodes.Success;
            }

            if (parse.GetValue(json))
            {
                JsonText.Print(view);
                return ExitCodes.Success;
            }

            if (view.Samples.Count == 0)
            {
                Console.WriteLine($"{of.Name}: no sample was left out.");
                return ExitCodes.Success;
            }

            var table = new ConsoleTable("source", "shard", "sample>", "reason");
            foreach (var sample in view.Samples)
            {
                table.Add(true, sample.Source, sample.Shard, sample.Index.ToString(CultureInfo.InvariantCulture), sample.Reason);
            }

            table.Print();
            return ExitCodes.Success;
        });
    }
}
