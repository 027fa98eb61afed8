using System.Globalization;

namespace ChainOfSight.Proofs.Figures;

/// <summary>The model and the batches of the quick start's third stage, with data that needs no network.</summary>
internal static class ControlRecipe
{
    public const string Run = "control";

    public static string Text(int steps, int slots, int samples) => string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "version": 1, "name": "{{Run}}", "seed": 1, "precision": "auto", "threads": 1, "report": false,
          "sources": {
            "scenes": { "kind": "scenes", "cutouts": ["./cutouts"], "count": 512, "validation": 0.1, "scene": { "side": 64, "objects": { "min": 1, "max": 2 }, "questions": { "text": 0 } } }
          },
          "tokenizer": { "kind": "gpt2", "path": "./tokenizer.json" },
          "model": {
            "tower": { "width": 128, "blocks": 3, "heads": 2, "patch": 4 },
            "resampler": { "width": 128, "heads": 2, "levels": [1, 2] },
            "decoder": { "width": 192, "layers": 4, "heads": 3, "mlpWidth": 512 }
          },
          "stages": [
            { "name": "pretrain", "kind": "pretrain", "layout": "cos-32", "imageSide": 64, "steps": {{steps}}, "slots": {{slots}}, "samplesPerSlot": {{samples}}, "learningRate": 0.001,
              "train": ["resampler", "decoder"], "data": { "scenes": 1 } }
          ],
          "evaluation": { "lossSamples": 2 },
          "checkpoints": { "everySteps": 0, "keep": 1 }
        }
        """);
}
