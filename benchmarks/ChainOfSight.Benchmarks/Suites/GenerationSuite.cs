using System.Text.Json.Nodes;
using ChainOfSight.Benchmarks.Reporting;
using ChainOfSight.Benchmarks.Rivals;
using ChainOfSight.Storage;

namespace ChainOfSight.Benchmarks.Suites;

/// <summary>Tokens per second of greedy generation.</summary>
internal static class GenerationSuite
{
    private const int Prompt = 40;
    private const int Tokens = 64;

    public static IReadOnlyList<BenchmarkRow> Run(BenchmarkOptions options, Action<BenchmarkRow> told)
    {
        var rows = new List<BenchmarkRow>();
        foreach (var (width, layers) in new[] { (256, 6), (512, 8) })
        {
            foreach (var precision in new[] { "bf16", "f32" })
            {
                foreach (var batch in new[] { 1, 8 })
                {
                    var name = $"decoder {width}×{layers}, batch {batch}, {precision}";
                    if (options.Wants(name))
                    {
                        var row = Compare(name, width, layers, precision, batch, options);
                        rows.Add(row);
                        told(row);
                    }
                }
            }
        }

        return rows;
    }

    private static BenchmarkRow Compare(string name, int width, int layers, string precision, int batch, BenchmarkOptions options)
    {
        var weights = Path.GetTempFileName();
        try
        {
            var request = new JsonObject
            {
                ["threads"] = options.Threads, ["precision"] = precision, ["vocabulary"] = StepCase.Vocabulary, ["weights"] = weights,
                ["decoder"] = StepCase.Decoder(width, layers), ["batch"] = batch, ["prompt"] = Prompt, ["tokens"] = Tokens,
            };
            var outcome = Duel.Run(name, request, "generation", [("PyTorch", "generation")], SameTokens(name, precision), options.Rounds);
            var (ours, theirs) = (outcome.Sides[0], outcome.Sides[1]);
            return new BenchmarkRow
            {
                Name = name,
                Unit = "tokens/s",
                Ours = Rate(ours.Seconds),
                Peer = theirs.Name,
                Theirs = Rate(theirs.Seconds),
                Ratio = new Spread(1 / theirs.Ratio.High, 1 / theirs.Ratio.Median, 1 / theirs.Ratio.Low),
                Promise = "≥ 1 (tokens per second)",
                Holds = theirs.Ratio.Median <= 1,
            };
        }
        finally
        {
            File.Delete(weights);
        }

        Spread Rate(Spread seconds) => new(batch * Tokens / seconds.High, batch * Tokens / seconds.Median, batch * Tokens / seconds.Low);
    }

    // In bf16 two near-equal logits may change places between two ways of adding up.
    private static Action<JsonObject, JsonObject> SameTokens(string name, string precision) => (ours, theirs) =>
    {
        if (precision == "f32" && ours["tokens"]!.ToJsonString() != theirs["tokens"]!.ToJsonString())
        {
            throw new UserErrorException($"{name}: both sides generate other tokens from the same weights, so nothing is timed.");
        }
    };
}
