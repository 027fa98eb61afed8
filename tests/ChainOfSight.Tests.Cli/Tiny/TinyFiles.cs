using System.Text.Json;
using System.Text.Json.Nodes;
using ChainOfSight.Data.Images;
using ChainOfSight.Data.Images.Encoding;

namespace ChainOfSight.Tests.Cli.Tiny;

/// <summary>Everything that a training of seconds needs, without any network: cut-outs, a tokenizer of bytes, a recipe.</summary>
internal static class TinyFiles
{
    public const string Recipe = """
        {
          "version": 1, "name": "tiny", "seed": 3, "threads": 1,
          "sources": {
            "scenes": {
              "kind": "scenes", "cutouts": ["./cutouts"], "count": 48, "validation": 0.25,
              "scene": { "side": 32, "objects": { "min": 1, "max": 2 }, "questions": { "text": 0 } }
            }
          },
          "tokenizer": { "kind": "gpt2", "path": "tokenizer.json" },
          "model": {
            "tower": { "width": 16, "blocks": 2, "heads": 2, "patch": 4 },
            "resampler": { "width": 16, "heads": 2, "levels": [0, 1] },
            "decoder": { "width": 16, "layers": 1, "heads": 2, "keyValueHeads": 1, "mlpWidth": 32 },
            "lora": { "rank": 2 }
          },
          "layouts": {
            "few": { "grid": 4, "scales": [{ "window": 4, "queries": 2 }, { "window": 2, "queries": 1 }] },
            "many": { "grid": 8, "scales": [{ "window": 8, "queries": 2, "parent": 0 }, { "window": 2, "queries": 1, "parent": 1 }] }
          },
          "stages": [
            { "name": "pre", "kind": "pretrain", "layout": "few", "imageSide": 16, "steps": 3, "slots": 1, "samplesPerSlot": 4, "learningRate": 0.01,
              "train": ["tower", "resampler", "decoder"], "data": { "scenes": 1 } },
            { "name": "fine", "kind": "finetune", "layout": "many", "imageSide": 32, "steps": 2, "slots": 1, "samplesPerSlot": 4, "learningRate": 0.003,
              "train": ["resampler", "lora"], "data": { "scenes": 1 } }
          ],
          "handOver": { "maxLossRise": 10, "samples": 4 },
          "evaluation": { "sets": { "held-out": { "source": "scenes", "count": 4 } }, "lossSamples": 4, "pictures": 2, "maxAnswerTokens": 4 },
          "checkpoints": { "everySteps": 2, "keep": 4 }
        }
        """;

    public static void Write(TemporaryFolder folder)
    {
        foreach (var (name, colour) in new[] { ("apple", new RgbColour(200, 30, 30)), ("leaf", new RgbColour(30, 160, 40)), ("sky", new RgbColour(40, 60, 210)) })
        {
            folder.Write($"cutouts/{name}.png", Png(16, colour));
        }

        folder.Write("tokenizer.json", Tokenizer());
        folder.Write("tiny.json", Recipe);
    }

    public static byte[] Png(int side, RgbColour colour) => PngEncoder.Encode(PixelImage.Filled(side, side, colour));

    // One id per byte, in the alphabet of GPT-2: a byte that is no visible letter is written as one above 255.
    private static string Tokenizer()
    {
        var vocabulary = new JsonObject();
        var above = 256;
        for (var value = 0; value < 256; value++)
        {
            var isVisible = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            vocabulary[((char)(isVisible ? value : above++)).ToString()] = value;
        }

        return new JsonObject
        {
            ["version"] = "1.0",
            ["added_tokens"] = new JsonArray(new JsonObject { ["id"] = 256, ["content"] = "<|endoftext|>", ["special"] = true }),
            ["pre_tokenizer"] = new JsonObject { ["type"] = "ByteLevel", ["add_prefix_space"] = false, ["use_regex"] = true },
            ["decoder"] = new JsonObject { ["type"] = "ByteLevel" },
            ["model"] = new JsonObject { ["type"] = "BPE", ["vocab"] = vocabulary, ["merges"] = new JsonArray() },
        }.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }
}
