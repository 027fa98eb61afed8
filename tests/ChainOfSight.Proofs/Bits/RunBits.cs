using System.Globalization;
using System.Security.Cryptography;
using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Runs.Metrics;

namespace ChainOfSight.Proofs.Bits;

/// <summary>Everything of a finished run that must be equal to the bit: weights, optimizer, position, and each step's loss, gradient norm and samples.</summary>
/// <param name="Files">Hashes of the files of the last checkpoint, by name.</param>
/// <param name="Lines">One line per step and held-out loss, without loss of digits.</param>
internal sealed record RunBits(IReadOnlyDictionary<string, string> Files, IReadOnlyList<string> Lines)
{
    private static readonly string[] Compared = ["weights.safetensors", "optimizer.safetensors", "state.json"];

    public static async Task<RunBits> OfAsync(IBlobStore store, string run, CancellationToken cancellationToken)
    {
        var latest = (await new CheckpointCatalog(store).ReadLatestAsync(run, cancellationToken)).Pointer ?? throw new InvalidOperationException($"The run {run} has no checkpoint.");
        var files = new Dictionary<string, string>();
        foreach (var file in Compared)
        {
            var (bytes, _) = await store.ReadAsync(latest.Folder + file, cancellationToken: cancellationToken);
            files[file] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        }

        return new RunBits(files, [.. (await MetricsReader.ReadAsync(store, run, cancellationToken)).Select(Line)]);
    }

    /// <summary>What differs, in words; null where nothing does.</summary>
    /// <param name="other">The undisturbed run.</param>
    public string? Difference(RunBits other)
    {
        var files = Files.Where(file => other.Files[file.Key] != file.Value).Select(file => file.Key).ToList();
        var first = Enumerable.Range(0, Math.Max(Lines.Count, other.Lines.Count)).Where(i => Lines.ElementAtOrDefault(i) != other.Lines.ElementAtOrDefault(i)).Cast<int?>().FirstOrDefault();
        string[] parts =
        [
            .. files.Count > 0 ? [$"other bits in {string.Join(", ", files)}"] : Array.Empty<string>(),
            .. first is { } at ? [$"line {at + 1} of {Lines.Count} is '{Lines.ElementAtOrDefault(at)}' and was '{other.Lines.ElementAtOrDefault(at)}' of {other.Lines.Count}"] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? null : string.Join("; ", parts);
    }

    private static string Line(StepMetric metric) => string.Create(
        CultureInfo.InvariantCulture,
        $"stage {metric.StageIndex} step {metric.Step} loss {metric.Loss:R} held-out {metric.HeldOutLoss:R} norm {metric.GradientNorm:R} tokens {metric.LossTokens} samples {metric.SampleDigest} {metric.Skipped}");
}
