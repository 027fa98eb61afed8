using System.CommandLine;
using System.Globalization;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;

namespace ChainOfSight.Cli.Verbs.Checkpoints;

/// <summary><c>cos checkpoints list</c>: what is there, newest first.</summary>
internal static class ListCheckpointsVerb
{
    public static Verb Create()
    {
        var run = new Argument<string?>("run") { Description = "Name of the run.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "All runs of the store." };
        var store = RunStore.Option();
        var json = JsonText.Option();
        var verb = new Verb(
            "list",
            "List the checkpoints of a run or of all runs, newest first; torn ones are shown with their fault.",
            "checkpoints list quickstart",
            "checkpoints list --all --store /data --json")
            .With(run, all, store, json);
        verb.Runs(async (parse, cancellation) =>
        {
            var blobs = RunStore.Open(parse.GetValue(store)!);
            if (parse.GetValue(run) is null != parse.GetValue(all))
            {
                throw new UserErrorException("Name one run, or say --all: ./cos checkpoints list quickstart");
            }

            var rows = new List<(CheckpointInfo Info, bool IsLatest, bool IsPinned)>();
            foreach (var name in parse.GetValue(run) is { } one ? [one] : await RunStore.RunsAsync(blobs, cancellation).ConfigureAwait(false))
            {
                var found = await RunStore.CheckpointsAsync(blobs, name, cancellation).ConfigureAwait(false);
                var (latest, _) = await new CheckpointCatalog(blobs).ReadLatestAsync(name, cancellation).ConfigureAwait(false);
                var pinned = await new CheckpointPins(blobs).ReadAsync(name, cancellation).ConfigureAwait(false);
                rows.AddRange(found.Select(info => (info, info.Name.Folder == latest?.Folder, pinned.Contains(info.Name.Folder))));
            }

            Print(rows, parse.GetValue(json));
            return ExitCodes.Success;
        });
        return verb;
    }

    private static void Print(List<(CheckpointInfo Info, bool IsLatest, bool IsPinned)> rows, bool asJson)
    {
        if (asJson)
        {
            JsonText.Print(rows.Select(row => new
            {
                row.Info.Name.Run, Checkpoint = row.Info.Name.Title, row.Info.Name.Stage, row.Info.Name.Step, row.Info.Name.Generation,
                row.Info.Name.Folder, Bytes = row.Info.Manifest?.Length, Written = row.Info.LastModified, row.IsLatest, row.IsPinned, row.Info.Fault,
            }));
            return;
        }

        if (rows.Count == 0)
        {
            Console.WriteLine("There are no checkpoints yet.");
            return;
        }

        var table = new ConsoleTable("run", "checkpoint", "generation>", "size>", "written (UTC)", "");
        foreach (var (info, isLatest, isPinned) in rows)
        {
            table.Add(info.Fault is not null, info.Name.Run, info.Name.Title, info.Name.Generation.ToString(CultureInfo.InvariantCulture), info.Manifest is { } manifest ? NumberText.Bytes(manifest.Length) : "",
                info.LastModified.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), info.Fault ?? string.Join(", ", new[] { isLatest ? "latest" : "", isPinned ? "pinned" : "" }.Where(word => word.Length > 0)));
        }

        table.Print();
    }
}
