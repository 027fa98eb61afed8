using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Tests.Support.Elastic;

/// <summary>A recipe of three stages, one stage change with a transformation and one without, that runs in a fraction of a second.</summary>
internal static class SmallRecipe
{
    private const string Text = """
        {
          "version": 1, "name": "tiny", "seed": 3, "threads": 1,
          "sources": { "shades": { "kind": "shards", "path": "made-up", "validation": 0.1 } },
          "tokenizer": { "kind": "gpt2" },
          "model": {
            "tower": { "width": 8, "blocks": 1, "heads": 2, "patch": 4 },
            "resampler": { "width": 8, "heads": 2, "levels": [0] },
            "decoder": { "width": 8, "layers": 1, "heads": 2, "keyValueHeads": 1, "mlpWidth": 16 },
            "lora": { "rank": 2 }
          },
          "layouts": {
            "few": { "grid": 2, "scales": [{ "window": 2, "queries": 1 }] },
            "many": { "grid": 4, "scales": [{ "window": 4, "queries": 1, "parent": 0 }] }
          },
          "stages": [
            { "name": "eyes", "kind": "vision", "imageSide": 8, "steps": 5, "slots": 3, "samplesPerSlot": 2, "learningRate": 0.01, "train": ["tower", "head"], "data": { "shades": 1 } },
            { "name": "pre", "kind": "pretrain", "layout": "few", "imageSide": 8, "steps": 7, "slots": 5, "samplesPerSlot": 1, "learningRate": 0.01,
              "train": ["resampler", "decoder"], "data": { "shades": 1 }, "maxTextTokens": 6 },
            { "name": "fine", "kind": "finetune", "layout": "many", "imageSide": 16, "steps": 5, "slots": 3, "samplesPerSlot": 1, "learningRate": 0.003,
              "train": ["resampler", "lora", "tower"], "data": { "shades": 1 }, "maxTextTokens": 6 }
          ],
          "handOver": { "maxLossRise": 10, "samples": 2 },
          "evaluation": { "lossSamples": 2, "everySteps": 4 },
          "checkpoints": { "everySteps": 3, "keep": 3 }
        }
        """;

    /// <summary>The recipe.</summary>
    public static Recipe Read() => RecipeReader.Read(Text, "small.json");
}
