using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Benchmarks.Lanes;

/// <summary>Size of the decoder that lanes are measured with, and of its steps.</summary>
/// <param name="Width">Width; the MLP is 8/3 as wide.</param>
/// <param name="Layers">Layers.</param>
/// <param name="Tokens">Tokens of a sample.</param>
/// <param name="SamplesPerSlot">Samples of a slot.</param>
internal sealed record LaneModel(int Width, int Layers, int Tokens, int SamplesPerSlot)
{
    /// <summary>Weights, and two moments for each, in bytes; embeddings left out.</summary>
    public long StateBytes => 12L * Layers * ((4L * Width * Width) + (3L * Width * MlpWidth));

    private int MlpWidth => Width * 8 / 3 / 8 * 8;

    /// <summary>The recipe of a run.</summary>
    /// <param name="run">Name of the run.</param>
    /// <param name="slots">Slots of a step.</param>
    /// <param name="reduction">How gradients are added up.</param>
    public Recipe Recipe(string run, int slots, string reduction = "exact") => RecipeReader.Read(
        $$"""
        {
          "version": 1, "name": "{{run}}", "seed": 1, "threads": 1, "reduction": "{{reduction}}",
          "sources": { "numbers": { "kind": "shards", "path": "made-up", "validation": 0.1 } },
          "tokenizer": { "kind": "gpt2" },
          "model": { "decoder": { "width": {{Width}}, "layers": {{Layers}}, "heads": 8, "keyValueHeads": 8, "mlpWidth": {{MlpWidth}} } },
          "stages": [
            { "name": "words", "kind": "language", "steps": 1000000, "slots": {{slots}}, "samplesPerSlot": {{SamplesPerSlot}}, "learningRate": 0.0001,
              "train": ["decoder"], "data": { "numbers": 1 }, "maxTextTokens": {{Tokens}} }
          ],
          "checkpoints": { "everySteps": 0 }
        }
        """,
        "of the benchmark");
}
