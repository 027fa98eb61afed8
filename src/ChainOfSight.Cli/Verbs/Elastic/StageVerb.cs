using System.CommandLine;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Cli.Verbs.Elastic;

/// <summary><c>cos stage</c>: the stage changes of a run, and an operator's orders about them.</summary>
internal static class StageVerb
{
    public static Verb Create()
    {
        var stage = new Verb("stage", "Show the stage changes of a run, end a stage, retry or accept a hand-over that is held, go back to a checkpoint.", "stage list quickstart", "stage revert quickstart pretrain-200")
            .With(
                List(),
                Order("next", "End the stage after this step and go on with the next.", StageOrderKind.Next),
                Order("retry", "Do a hand-over that is held again.", StageOrderKind.Retry),
                Order("accept", "Go on although the loss rose by more than the limit.", StageOrderKind.Accept),
                Order("revert", "Go back to a checkpoint, with its data position, in a new generation.", StageOrderKind.Revert));
        return stage;
    }

    private static Verb List()
    {
        var run = ClusterVerb.RunArgument();
        var json = JsonText.Option();
        var verb = new Verb("list", "Show every stage change so far, oldest first.", "stage list quickstart")
            .With(run, json);
        return verb.Calls(async (client, parse, cancellation) =>
        {
            var changes = await client.Run(parse.GetValue(run)!).StageHistoryAsync(cancellation).ConfigureAwait(false);
            if (parse.GetValue(json))
            {
                JsonText.Print(changes);
                return ExitCodes.Success;
            }

            var table = new ConsoleTable("from", "to", "because of", "state", "attempts>", "");
            foreach (var change in changes)
            {
                var state = change.State == Grains.Contracts.Stages.StageState.Training ? "done" : change.State.ToString().ToLowerInvariant();
                table.Add(state == "held", change.From, change.To, change.Trigger, state, $"{change.Attempts}", change.Reason ?? "");
            }

            table.Print();
            return ExitCodes.Success;
        });
    }

    private static Verb Order(string name, string description, StageOrderKind kind)
    {
        var run = ClusterVerb.RunArgument();
        var checkpoint = new Argument<string>("checkpoint") { Description = "STAGE-STEP, as './cos checkpoints list' shows it." };
        var verb = new Verb(name, description, $"stage {name} quickstart{(kind == StageOrderKind.Revert ? " pretrain-200" : "")}")
            .With(kind == StageOrderKind.Revert ? [run, checkpoint] : [run]);
        return verb.Calls(async (client, parse, cancellation) =>
        {
            var order = new StageOrder { Kind = kind, Checkpoint = kind == StageOrderKind.Revert ? parse.GetValue(checkpoint) : null };
            await client.Run(parse.GetValue(run)!).StageAsync(order, cancellation).ConfigureAwait(false);
            Console.WriteLine($"{parse.GetValue(run)}: {name} is ordered");
            return ExitCodes.Success;
        });
    }
}
