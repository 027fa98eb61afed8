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
        var clear = new Option<bool>("--clear") { Description = "Let these samples count against no budget; they are left out as before. Resume the run then." };
        var verb = new Verb("quarantine", "List the bad samples that a run left out, with the reason for each.", "quarantine quickstart", "quarantine quickstart --store /data --json", "quarantine quickstart --clear");
        verb.Arguments.Add(run);
        verb.Options.Add(store);
        verb.Options.Add(json);
        verb.Options.Add(clear);
        verb.Runs(async (parse, cancellation) =>
        {
            var blobs = RunStore.Open(parse.GetValue(store)!);
            var ledger = await QuarantineLedgerFile.LoadAsync(blobs, RunFiles.Quarantine(parse.GetValue(run)!), cancellation).ConfigureAwait(false);
            if (parse.GetValue(clear))
            {
                await QuarantineLedgerFile.SaveAsync(blobs, RunFiles.QuarantineCleared(parse.GetValue(run)!), ledger, cancellation).ConfigureAwait(false);
                Console.WriteLine($"{parse.GetValue(run)}: {ledger.Entries.Count} samples count against no budget any more");
                return ExitCodes.Success;
            }

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
