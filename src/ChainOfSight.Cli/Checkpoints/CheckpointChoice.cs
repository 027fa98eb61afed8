using System.CommandLine;
using System.Text.RegularExpressions;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;

namespace ChainOfSight.Cli.Checkpoints;

/// <summary>Which checkpoint a command line means: a run, <c>RUN/STAGE-STEP</c>, or the path of a run's or checkpoint's folder.</summary>
/// <param name="Store">The store that holds it.</param>
/// <param name="Run">Name of the run.</param>
/// <param name="Title"><c>STAGE-STEP</c>; null for the newest.</param>
internal sealed partial record CheckpointChoice(IBlobStore Store, string Run, string? Title)
{
    private const string DefaultRun = "quickstart";

    /// <summary>The option that names it.</summary>
    public static Option<string> Option() => new("--checkpoint")
    {
        Description = "RUN for its newest checkpoint, RUN/STAGE-STEP, or the path of a folder runs/RUN[/checkpoints/STAGE-STEP].",
        DefaultValueFactory = _ => DefaultRun,
    };

    public static CheckpointChoice Parse(string text, string store)
    {
        if (Directory.Exists(text) && FolderForm().Match(Path.TrimEndingDirectorySeparator(Path.GetFullPath(text)).Replace('\\', '/')) is { Success: true } folder)
        {
            var named = folder.Groups["title"].Success ? TitleForm().Replace(folder.Groups["title"].Value, "-$1") : null;
            return new CheckpointChoice(new DirectoryBlobStore(folder.Groups["root"].Value + "/"), folder.Groups["run"].Value, named);
        }

        var parts = text.Split('/');
        return parts is [{ Length: > 0 }] or [{ Length: > 0 }, { Length: > 0 }]
            ? new CheckpointChoice(RunStore.Open(store), parts[0], parts.ElementAtOrDefault(1))
            : throw new UserErrorException($"\"{text}\" names no checkpoint. Legal are RUN, RUN/STAGE-STEP, or an existing folder runs/RUN/checkpoints/STAGE-STEP; './cos checkpoints list --all' lists them.");
    }

    /// <summary>Reads it, verified.</summary>
    /// <param name="warn">Hears of torn or damaged ones that were passed over in search of the newest.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="UserErrorException">It is not there, torn or damaged.</exception>
    public async Task<(CheckpointName Name, CheckpointContent Content)> ReadAsync(Action<string> warn, CancellationToken cancellationToken)
    {
        var all = await RunStore.CheckpointsAsync(Store, Run, cancellationToken).ConfigureAwait(false);
        if (Title is null)
        {
            return await new CheckpointCatalog(Store).FindNewestAsync(Run, warn, cancellationToken).ConfigureAwait(false)
                ?? throw new UserErrorException($"The run \"{Run}\" in {Store.Description} has no checkpoint that can be used. Train it further, or name another run with --checkpoint.");
        }

        var found = RunStore.Titled(all, Run, Title);
        var info = found.FirstOrDefault(info => info.Fault is null) ?? found[0];
        return (info.Name, await new CheckpointReader(Store).ReadAsync(info.Name, cancellationToken).ConfigureAwait(false));
    }

    [GeneratedRegex("^(?<root>.*)/runs/(?<run>[^/]+)(/checkpoints(/(?<title>[^/]+)(/[^/]+)?)?)?$")]
    private static partial Regex FolderForm();

    // Folders pad the step with zeros, titles do not.
    [GeneratedRegex("-0*([0-9]+)$")]
    private static partial Regex TitleForm();
}
