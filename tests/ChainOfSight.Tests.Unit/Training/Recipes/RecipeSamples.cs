namespace ChainOfSight.Tests.Unit.Training.Recipes;

/// <summary>A small sound recipe and variations of it.</summary>
internal static class RecipeSamples
{
    public const string Sound = """
        {
          // Comments are allowed.
          "version": 1,
          "name": "tiny",
          "sources": { "scenes": { "kind": "scenes", "cutouts": ["emoji"], "count": 100 } },
          "tokenizer": { "kind": "gpt2", "merges": 500 },
          "model": {
            "tower": { "width": 32, "blocks": 2, "heads": 4, "patch": 8 },
            "resampler": { "width": 32, "heads": 4, "levels": [0, 1] },
            "decoder": { "width": 32, "layers": 2, "heads": 4, "mlpWidth": 64 },
          },
          "stages": [
            {
              "name": "pre", "kind": "pretrain", "layout": "cos-32", "imageSide": 128, "steps": 10, "learningRate": 1e-3,
              "train": ["resampler", "decoder"], "data": { "scenes": 1 },
            },
          ],
        }
        """;

    /// <summary>The sound recipe with one text replaced; the text must be there.</summary>
    public static string With(params (string From, string To)[] changes)
    {
        var text = Sound;
        foreach (var (from, to) in changes)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        return text;
    }
}
