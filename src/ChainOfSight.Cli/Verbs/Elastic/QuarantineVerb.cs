using System.CommandLine;
using System.Globalization;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Data.Quarantine;
using ChainOfSight.Training.Runs;

namespace ChainOfSight.Cli.Verbs.Elastic;

/// <summary><c>cos quarantine</c>: the bad samples of a run, as its ledger in the store has them.</summary>
internal static class QuarantineVerb
{
    public static Verb Create()
    {
        var run = ClusterVerb.RunArgument();
        var store = RunStore.Option();
        var json = JsonText.Option();
        var verb = new Verb("quarantine", "List the bad samples that a run left out, with the reason for each.", "quarantine quickstart", "quarantine quickstart --store /data --json");
        verb.Arguments.Add(run);
        verb.Options.Add(store);
        verb.Options.Add(json);
        verb.Runs(async (parse, cancellation) =>
        {
            var ledger = await QuarantineLedgerFile.LoadAsync(RunStore.Open(parse.GetValue(store)!), RunFiles.Quarantine(parse.GetValue(run)!), cancellation).ConfigureAwait(false);
            if (parse.GetValue(json))
            {
                JsonText.Print(ledger.Entries);
                return ExitCodes.Success;
            }

            if (ledger.Entries.Count == 0)
            {
                Console.WriteLine("No sample was left out.");
                return ExitCodes.Success;
            }

            var table = new ConsoleTable("source", "shard", "sample>", "reason");
            foreach (var entry in ledger.Entries)
            {
                table.Add(true, entry.Source, entry.Shard, entry.Index.ToString(CultureInfo.InvariantCulture), entry.Reason);
            }

            table.Print();
            return ExitCodes.Success;
        });
        return verb;
    }
}
