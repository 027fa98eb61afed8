using System.Globalization;
using System.Text.RegularExpressions;

namespace ChainOfSight.Training.Checkpoints;

/// <summary>
/// Which checkpoint of a run: <c>runs/{run}/checkpoints/{stage}-{step}/{generation}-{saver}/</c>.
/// </summary>
/// <param name="Run">Name of the run.</param>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Step">Steps of that stage that are in it; 0 = as the stage began.</param>
/// <param name="Generation">Generation of the run that wrote it; rises at each start.</param>
/// <param name="Saver">Who wrote it: a replica's name.</param>
public sealed partial record CheckpointName(string Run, string Stage, long Step, long Generation, string Saver)
{
    /// <summary>The folder of the checkpoint, with a slash at its end.</summary>
    public string Folder => $"{Root(Run)}{Stage}-{Step.ToString("D8", CultureInfo.InvariantCulture)}/{Generation.ToString("D6", CultureInfo.InvariantCulture)}-{Saver}/";

    /// <summary>Name of the manifest, without which the checkpoint does not exist.</summary>
    public string Manifest => Folder + "manifest.json";

    /// <summary>What people call it: <c>stage-step</c>.</summary>
    public string Title => $"{Stage}-{Step.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Folder of all checkpoints of a run, with a slash at its end.</summary>
    public static string Root(string run) => $"runs/{run}/checkpoints/";

    /// <summary>The checkpoint to which a blob belongs, or null where the name has another form.</summary>
    public static CheckpointName? Parse(string blob)
    {
        var match = Form().Match(blob);
        return match.Success
            ? new CheckpointName(match.Groups["run"].Value, match.Groups["stage"].Value, Number("step"), Number("generation"), match.Groups["saver"].Value)
            : null;

        long Number(string group) => long.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^runs/(?<run>[^/]+)/checkpoints/(?<stage>[^/]+)-(?<step>[0-9]{1,18})/(?<generation>[0-9]{1,18})-(?<saver>[^/]+)/")]
    private static partial Regex Form();
}
