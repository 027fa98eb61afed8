using System.CommandLine;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;

namespace ChainOfSight.Cli.Verbs.Checkpoints;

/// <summary><c>cos checkpoints verify</c>: re-reads and hashes every object.</summary>
internal static class VerifyCheckpointsVerb
{
    public static Verb Create()
    {
        var run = new Argument<string>("run") { Description = "Name of the run." };
        var checkpoint = new Argument<string?>("checkpoint") { Description = "STAGE-STEP; all of the run without it.", Arity = ArgumentArity.ZeroOrOne };
        var store = RunStore.Option();
        var json = JsonText.Option();
        var verb = new Verb(
            "verify",
            "Re-read and hash every object of checkpoints; exit code 1 where one is torn or damaged.",
            "checkpoints verify quickstart",
            "checkpoints verify quickstart finetune-250 --store /data")
            .With(run, checkpoint, store, json);
        verb.Runs(async (parse, cancellation) =>
        {
            var blobs = RunStore.Open(parse.GetValue(store)!);
            var all = await RunStore.CheckpointsAsync(blobs, parse.GetValue(run)!, cancellation).ConfigureAwait(false);
            var asked = parse.GetValue(checkpoint) is { } title ? RunStore.Titled(all, parse.GetValue(run)!, title) : all;
            if (asked.Count == 0)
            {
                throw new UserErrorException($"The run \"{parse.GetValue(run)}\" has no checkpoint yet, so there is nothing to verify. Train it further: ./cos train");
            }

            var faults = new List<(CheckpointInfo Info, string? Fault)>();
            foreach (var info in asked)
            {
                faults.Add((info, await FaultAsync(new CheckpointReader(blobs), info, cancellation).ConfigureAwait(false)));
            }

            Print(faults, parse.GetValue(json));
            return faults.TrueForAll(entry => entry.Fault is null) ? ExitCodes.Success : ExitCodes.CheckFailed;
        });
        return verb;
    }

    private static async Task<string?> FaultAsync(CheckpointReader reader, CheckpointInfo info, CancellationToken cancellationToken)
    {
        try
        {
            await reader.VerifyAsync(info.Name, cancellationToken).ConfigureAwait(false);
            return info.Fault;
        }
        catch (CheckpointException e)
        {
            return e.Message;
        }
    }

    private static void Print(List<(CheckpointInfo Info, string? Fault)> faults, bool asJson)
    {
        if (asJson)
        {
            JsonText.Print(faults.Select(entry => new { Checkpoint = entry.Info.Name.Title, entry.Info.Name.Folder, Objects = entry.Info.Manifest?.Objects.Count, Bytes = entry.Info.Manifest?.Length, entry.Fault }));
            return;
        }

        var table = new ConsoleTable("checkpoint", "objects>", "size>", "");
        foreach (var (info, fault) in faults)
        {
            table.Add(fault is not null, info.Name.Title, $"{info.Manifest?.Objects.Count}", info.Manifest is { } manifest ? NumberText.Bytes(manifest.Length) : "", fault ?? "ok");
        }

        table.Print();
        var damaged = faults.Count(entry => entry.Fault is not null);
        Console.WriteLine(damaged == 0
            ? "Every object has the bytes that its manifest names."
            : $"{damaged} of {faults.Count} cannot be used. Training goes on from the newest sound one; delete the folder of a damaged one to be rid of it.");
    }
}
