using System.CommandLine;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;

namespace ChainOfSight.Cli.Verbs.Checkpoints;

/// <summary><c>cos checkpoints pin</c> and <c>unpin</c>: what retention spares. Works on the store, whether a cluster trains the run or not.</summary>
internal static class PinCheckpointsVerb
{
    public static Verb Create(bool pinned)
    {
        var name = pinned ? "pin" : "unpin";
        var run = new Argument<string>("run") { Description = "Name of the run." };
        var checkpoint = new Argument<string>("checkpoint") { Description = "STAGE-STEP, as './cos checkpoints list' shows it." };
        var store = RunStore.Option();
        var verb = new Verb(
            name,
            pinned ? "Keep a checkpoint whatever the recipe says of how many stay." : "Let a pinned checkpoint go with the others of its age.",
            $"checkpoints {name} quickstart pretrain-200");
        verb.Arguments.Add(run);
        verb.Arguments.Add(checkpoint);
        verb.Options.Add(store);
        verb.Runs(async (parse, cancellation) =>
        {
            var blobs = RunStore.Open(parse.GetValue(store)!);
            var title = parse.GetValue(checkpoint)!;
            var all = await RunStore.CheckpointsAsync(blobs, parse.GetValue(run)!, cancellation).ConfigureAwait(false);
            var found = RunStore.Titled(all, parse.GetValue(run)!, title).Where(info => info.Fault is null || !pinned).ToList();
            if (found.Count == 0)
            {
                throw new UserErrorException($"The checkpoint {title} of the run \"{parse.GetValue(run)}\" is torn or damaged: pin another one. './cos checkpoints list {parse.GetValue(run)}' lists them.");
            }

            foreach (var info in pinned ? found.Take(1) : found)
            {
                await new CheckpointPins(blobs).SetAsync(info.Name, pinned, cancellation).ConfigureAwait(false);
            }

            Console.WriteLine(pinned ? $"{title} is kept until './cos checkpoints unpin {parse.GetValue(run)} {title}'." : $"{title} goes with the others of its age.");
            return ExitCodes.Success;
        });
        return verb;
    }
}
