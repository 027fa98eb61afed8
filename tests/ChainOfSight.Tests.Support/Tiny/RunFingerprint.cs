using System.Security.Cryptography;
using System.Text;
using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Runs.Metrics;

namespace ChainOfSight.Tests.Support.Tiny;

/// <summary>Everything of a run that must be equal to the bit: weights, optimizer, losses.</summary>
/// <param name="Weights">Hash of the last checkpoint's weights.</param>
/// <param name="Optimizer">Hash of its optimizer state.</param>
/// <param name="State">Its state.</param>
/// <param name="Losses">Every loss and norm, written without loss of digits.</param>
internal sealed record RunFingerprint(string Weights, string Optimizer, string State, string Losses)
{
    public static async Task<RunFingerprint> OfAsync(IBlobStore store, string run)
    {
        var latest = (await new CheckpointCatalog(store).ReadLatestAsync(run)).Pointer!;
        var losses = (await MetricsReader.ReadAsync(store, run))
            .Select(metric => FormattableString.Invariant($"{metric.StageIndex} {metric.Step} {metric.Loss:R} {metric.HeldOutLoss:R} {metric.GradientNorm:R} {metric.LossTokens} {metric.Skipped}"));
        return new RunFingerprint(
            await HashAsync("weights.safetensors"), await HashAsync("optimizer.safetensors"), await HashAsync("state.json"), string.Join("\n", losses));

        async Task<string> HashAsync(string file) => Convert.ToHexString(SHA256.HashData((await store.ReadAsync(latest.Folder + file)).Bytes));
    }

    public static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
