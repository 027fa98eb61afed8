using System.CommandLine;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Storage;
using ChainOfSight.Training.Reports;
using ChainOfSight.Training.Runs;

namespace ChainOfSight.Cli.Verbs.Models;

/// <summary><c>cos report</c>: rebuilds the report of a run from what the run left.</summary>
internal static class ReportVerb
{
    public static Verb Create()
    {
        var run = new Argument<string>("run") { Description = "Name of the run." };
        var control = new Option<string?>("--control") { Description = "Run whose last evaluation stands beside this one's, as the control." };
        var store = RunStore.Option();
        var json = JsonText.Option();
        var verb = new Verb(
            "report",
            "Rebuild report.html of a run, also while it trains: curves, hand-overs, evaluation, pictures.",
            "report quickstart",
            "report quickstart --control quickstart-control")
            .With(run, control, store, json);
        verb.Runs(async (parse, cancellation) =>
        {
            var (name, folder) = (parse.GetValue(run)!, parse.GetValue(store)!);
            await new RunReporter(parse.GetValue(control)).WriteAsync(RunStore.Open(folder), name, cancellation).ConfigureAwait(false);
            var (report, data) = (RunStore.Place(folder, RunFiles.Report(name)), RunStore.Place(folder, ReportFiles.Data(name)));
            Action print = parse.GetValue(json) ? () => JsonText.Print(new { run = name, report, data }) : () => Console.WriteLine($"The report is {report}");
            print();
            return ExitCodes.Success;
        });
        return verb;
    }
}
