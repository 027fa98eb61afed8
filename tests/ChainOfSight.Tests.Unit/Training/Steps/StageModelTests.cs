using ChainOfSight.Data.Collation;
using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Training.Recipes;
using ChainOfSight.Training.Stages;
using ChainOfSight.Training.Steps;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Tests.Unit.Training.Steps;

/// <summary>Stage models train what the recipe names, with finite gradients whatever the shape of a slot.</summary>
public sealed class StageModelTests
{
    [Fact]
    public void Isolated_turns_without_image_have_finite_gradients()
    {
        using var model = Build("words");
        var batch = new SlotBatch
        {
            Positions = [0, 1],
            SampleIds = ["a", "b"],
            TokenIds = [1, 2, 3, 4, 5, 6, 7],
            Labels = [1, 2, 3, 4, 5, 6, 7],
            Turns = [1, 1, 2, 2, 2, 1, 1],
            Lengths = [5, 2],
            ImagePositions = [-1, -1],
        };

        using var gradient = SlotPass.Run(model, batch, 0)!;

        Assert.Equal(4, gradient.Tokens);
        Assert.True(double.IsFinite(StageOptimizer.Norm(gradient.Gradients)));
    }

    [Theory]
    [InlineData("words", "decoder")]
    [InlineData("eyes", "head,tower")]
    [InlineData("pre", "decoder,resampler")]
    [InlineData("fine", "decoder,resampler,tower")]
    public void Only_trained_parts_have_gradients(string stage, string prefixes)
    {
        using var model = Build(stage);

        using var gradient = SlotPass.Run(model, model.WorstCase(), 0)!;

        Assert.Equal(prefixes, string.Join(",", model.Trained.Select(parameter => parameter.Name[..parameter.Name.IndexOf('.', StringComparison.Ordinal)]).Distinct().Order()));
        Assert.All(model.Parameters.Except(model.Trained), parameter => Assert.Null(parameter.Value.grad));
        Assert.Equal(stage == "fine", model.Trained.Any(parameter => parameter.Part == ModelPart.Lora));
        Assert.Equal(model.Trained.Select(parameter => parameter.Name).Order(StringComparer.Ordinal), model.Trained.Select(parameter => parameter.Name));
    }

    [Fact]
    public async Task Cached_features_give_the_loss_of_fresh_ones()
    {
        var recipe = TinyRecipe.Read(("\"threads\": 1,", "\"threads\": 1, \"featureCacheMiB\": 1,"));
        using var model = Build("pre", recipe);
        using var plain = Build("pre");
        var stage = recipe.Stages.Single(stage => stage.Name == "pre");
        await using var data = await new TinyData().OpenAsync(recipe, stage, DataSplit.Training, default);
        var batch = await data.ReadAsync(3, 1, default);

        var first = SlotPass.Measure(model, batch)!.Value.Sum;
        var second = SlotPass.Measure(model, batch)!.Value.Sum;

        Assert.Equal(first, second);
        Assert.Equal(SlotPass.Measure(plain, batch)!.Value.Sum, first, 1e-4);
    }

    private static StageModel Build(string name, Recipe? recipe = null)
    {
        recipe ??= TinyRecipe.Read();
        var stage = recipe.Stages.Single(stage => stage.Name == name);
        return new ModelBuilder(recipe, new TinyTokenizer(), torch.CPU).Build(stage, new WeightLibrary(), ["a", "b", "c", "d"]);
    }
}
