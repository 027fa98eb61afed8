using System.CommandLine;
using System.Globalization;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Client;
using ChainOfSight.Grains.Contracts.Faults;
using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Cli.Verbs.Elastic;

/// <summary><c>cos status</c>: where the runs stand, or one run with its replicas and what they do.</summary>
internal static class StatusVerb
{
    public static Verb Create()
    {
        var run = new Argument<string?>("run") { Description = "Name of the run; all without one.", Arity = ArgumentArity.ZeroOrOne };
        var json = JsonText.Option();
        var verb = new Verb("status", "Show where runs stand, and what each replica of a run does and waits for.", "status", "status quickstart --json")
            .With(run, json);
        return verb.Calls(async (client, parse, cancellation) =>
        {
            var name = parse.GetValue(run);
            var names = name is not null ? [name] : (await client.RunsAsync(cancellation).ConfigureAwait(false)).Select(known => known.Run);
            var views = new List<RunView>();
            foreach (var one in names)
            {
                views.Add(await client.Run(one).StatusAsync(cancellation).ConfigureAwait(false));
            }

            if (name is not null && views[0].Phase == RunPhase.Unknown)
            {
                throw new UnknownRunException(name);
            }

            if (parse.GetValue(json))
            {
                JsonText.Print(name is null ? views : (object)views[0]);
            }
            else
            {
                await PrintAsync(client, views, name is not null, cancellation).ConfigureAwait(false);
            }

            return ExitCodes.Success;
        });
    }

    private static async Task PrintAsync(CosClient client, List<RunView> views, bool whole, CancellationToken cancellationToken)
    {
        if (views.Count == 0)
        {
            Console.WriteLine("This cluster has no runs yet; give it one with ./cos submit.");
        }

        foreach (var view in views)
        {
            Console.WriteLine($"{view.Run}: {RunText.Line(view)}");
        }

        if (whole && views[0].Members.Count > 0)
        {
            var table = new ConsoleTable("replica", "does", "for>", "waits for", "step>");
            foreach (var member in views[0].Members)
            {
                var replica = await client.ReplicaAsync(member.Replica, cancellationToken).ConfigureAwait(false);
                table.Add(replica.Phase == Grains.Contracts.Replicas.ReplicaPhase.Failed, [member.Replica, .. ReplicaText.Cells(replica), replica.NextStep.ToString("N0", CultureInfo.InvariantCulture)]);
            }

            table.Print();
        }
    }
}
