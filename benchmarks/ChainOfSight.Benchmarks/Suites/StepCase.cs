using System.Globalization;
using System.Text.Json.Nodes;
using ChainOfSight.Models.Resampling;

namespace ChainOfSight.Benchmarks.Suites;

/// <summary>Sizes of a training step.</summary>
/// <param name="Layout">Visual tokens.</param>
/// <param name="DecoderWidth">Width of the decoder.</param>
/// <param name="DecoderLayers">Its blocks.</param>
/// <param name="TowerWidth">Width of the tower and of the resampler.</param>
/// <param name="TowerBlocks">Its blocks.</param>
/// <param name="Batch">Samples of the one slot.</param>
/// <param name="Precision">f32 or bf16.</param>
/// <param name="TrainsTower">Whether the tower is trained.</param>
internal sealed record StepCase(string Layout, int DecoderWidth, int DecoderLayers, int TowerWidth, int TowerBlocks, int Batch, string Precision, bool TrainsTower = false)
{
    /// <summary>Vocabulary of the quick start: GPT-2's first 4,000 merges, its bytes and end.</summary>
    public const int Vocabulary = 4257;

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Layout}, decoder {DecoderWidth}×{DecoderLayers}, tower {TowerWidth}×{TowerBlocks}, 1 slot of {Batch}, {Precision}");

    /// <summary>The request that all sides get.</summary>
    public JsonObject Request(string weights, int threads)
    {
        var layout = ResamplerLayouts.Get(Layout);
        int[] taps = layout.Projector == ProjectorKind.Plain ? [TowerBlocks - 1] : [TowerBlocks / 2, TowerBlocks - 1];
        return new JsonObject
        {
            ["threads"] = threads,
            ["precision"] = Precision,
            ["layout"] = Layout,
            ["vocabulary"] = Vocabulary,
            ["weights"] = weights,
            ["learningRate"] = 1e-4,
            ["trainTower"] = TrainsTower,
            ["tower"] = new JsonObject
            {
                ["width"] = TowerWidth, ["blocks"] = TowerBlocks, ["heads"] = TowerWidth / 64, ["patch"] = 8, ["side"] = 8 * layout.Grid, ["taps"] = Array(taps),
            },
            ["resampler"] = new JsonObject
            {
                ["width"] = TowerWidth, ["heads"] = TowerWidth / 64, ["levels"] = taps.Length,
                ["scales"] = new JsonArray([.. layout.Scales.Select((scale, i) => Array([layout.WindowGrid(i), scale.QueriesPerWindow]))]),
            },
            ["decoder"] = Decoder(DecoderWidth, DecoderLayers),
            ["lengths"] = new JsonArray([.. TextLengths.Variants(Batch).Select(Array)]),
        };
    }

    /// <summary>Sizes of a decoder: heads of 64, a feed-forward part of 8/3 of the width, adapters of rank 16.</summary>
    public static JsonObject Decoder(int width, int layers) => new()
    {
        ["width"] = width, ["inner"] = width * 8 / 3 / 64 * 64, ["layers"] = layers, ["heads"] = width / 64, ["rank"] = 16, ["alpha"] = 32.0, ["epsilon"] = 1e-5,
    };

    private static JsonArray Array(IEnumerable<int> values) => new([.. values.Select(value => (JsonNode)value)]);
}
