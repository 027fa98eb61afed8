namespace ChainOfSight.Training.Recipes.Rules;

/// <summary>Sizes that must fit each other within the model.</summary>
internal static class ModelRules
{
    public static void Check(RuleContext context)
    {
        var model = context.Recipe.Model;
        if (model is null)
        {
            return;
        }

        if (model.Tower is { } tower)
        {
            Divides(context, tower.Heads, tower.Width, "$.model.tower.heads", "$.model.tower.width");
        }

        if (model.Resampler is { } resampler)
        {
            Divides(context, resampler.Heads, resampler.Width, "$.model.resampler.heads", "$.model.resampler.width");
            Levels(context, resampler, model.Tower);
        }

        if (model.Decoder is { } decoder)
        {
            Divides(context, decoder.Heads, decoder.Width, "$.model.decoder.heads", "$.model.decoder.width");
            if (decoder.KeyValueHeads is { } keyValueHeads)
            {
                Divides(context, keyValueHeads, decoder.Heads, "$.model.decoder.keyValueHeads", "$.model.decoder.heads");
            }

            var headWidth = decoder.Heads > 0 ? decoder.Width / decoder.Heads : 2;
            context.Require(headWidth % 2 == 0, "$.model.decoder.width", $"width / heads is {headWidth}, which is odd", "an even width of a head, for rotary positions",
                "Change width or heads.", "$.model.decoder.heads");
        }

        if (context.Recipe.Tokenizer is { Merges: not null, Kind: not TokenizerKind.Gpt2 })
        {
            context.Require(false, "$.tokenizer.merges", "merges can be cut only for gpt2", "absent", "Remove \"merges\".", "$.tokenizer.kind");
        }
    }

    private static void Levels(RuleContext context, ResamplerRecipe resampler, TowerRecipe? tower)
    {
        const string Path = "$.model.resampler.levels";
        if (resampler.Levels is not { } levels)
        {
            return;
        }

        context.Require(levels.Zip(levels.Skip(1)).All(pair => pair.First < pair.Second), Path, $"[{string.Join(", ", levels)}] does not rise",
            "block numbers from low to high, each once", "Sort them.");
        context.Require(tower is null || levels.All(level => level < tower.Blocks), Path, $"[{string.Join(", ", levels)}] names a block that the tower lacks",
            $"0 to {(tower?.Blocks ?? 1) - 1}", "Name existing blocks or raise model.tower.blocks.", "$.model.tower.blocks");
    }

    private static void Divides(RuleContext context, int divisor, int of, string path, string ofPath) =>
        context.Require(divisor > 0 && of % divisor == 0, path, $"{divisor} does not divide {of} ({ofPath})", $"a divisor of {of}", "Change one of the two.", ofPath);
}
