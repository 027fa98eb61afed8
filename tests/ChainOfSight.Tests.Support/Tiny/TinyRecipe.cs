using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Tests.Support.Tiny;

/// <summary>A recipe of all four stage kinds that runs in a second.</summary>
internal static class TinyRecipe
{
    public const string Text = """
        {
          "version": 1, "name": "tiny", "seed": 3, "threads": 1,
          "sources": { "shades": { "kind": "shards", "path": "made-up", "validation": 0.1 } },
          "tokenizer": { "kind": "gpt2" },
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
            { "name": "words", "kind": "language", "steps": 6, "slots": 3, "samplesPerSlot": 2, "learningRate": 0.01, "train": ["decoder"], "data": { "shades": 1 }, "maxTextTokens": 8 },
            { "name": "eyes", "kind": "vision", "imageSide": 16, "steps": 6, "slots": 2, "samplesPerSlot": 4, "learningRate": 0.01, "train": ["tower", "head"], "data": { "shades": 1 } },
            { "name": "pre", "kind": "pretrain", "layout": "few", "imageSide": 16, "steps": 8, "slots": 3, "samplesPerSlot": 2, "learningRate": 0.01,
              "train": ["resampler", "decoder"], "data": { "shades": 1 }, "maxTextTokens": 8 },
            { "name": "fine", "kind": "finetune", "layout": "many", "imageSide": 32, "steps": 5, "slots": 2, "samplesPerSlot": 2, "learningRate": 0.003,
              "train": ["resampler", "lora", "tower"], "data": { "shades": 1 }, "maxTextTokens": 8 }
          ],
          "handOver": { "maxLossRise": 10, "samples": 8 },
          "evaluation": { "lossSamples": 8, "everySteps": 4 },
          "checkpoints": { "everySteps": 3, "keep": 3 }
        }
        """;

    public static Recipe Read(params (string From, string To)[] changes) => Changed(Text, changes);

    /// <summary>The recipe with one of its stages alone.</summary>
    public static Recipe ReadOnly(string stage, params (string From, string To)[] changes)
    {
        var first = Text.IndexOf("{ \"name\": \"words\"", StringComparison.Ordinal);
        var after = Text.LastIndexOf(']', Text.IndexOf("\"handOver\"", StringComparison.Ordinal));
        var begin = Text.IndexOf($"{{ \"name\": \"{stage}\"", StringComparison.Ordinal);
        var next = Text.IndexOf("{ \"name\":", begin + 1, StringComparison.Ordinal);
        return Changed(Text[..first] + Text[begin..(next < 0 ? after : next)].TrimEnd().TrimEnd(',') + Text[after..], changes);
    }

    private static Recipe Changed(string text, (string From, string To)[] changes)
    {
        foreach (var (from, to) in changes)
        {
            text = text.Contains(from, StringComparison.Ordinal)
                ? text.Replace(from, to, StringComparison.Ordinal)
                : throw new ArgumentException($"The tiny recipe has no \"{from}\" that could be replaced.", nameof(changes));
        }

        return RecipeReader.Read(text, "tiny.json");
    }
}
