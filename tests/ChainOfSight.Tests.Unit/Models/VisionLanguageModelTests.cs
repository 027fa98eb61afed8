using ChainOfSight.Models.Language;
using ChainOfSight.Models.Multimodal;
using ChainOfSight.Models.Resampling;
using ChainOfSight.Models.Vision;
using ChainOfSight.Models.Weights;

namespace ChainOfSight.Tests.Unit.Models;

/// <summary>Visual tokens stand in the text where the image is, and a slot's loss is the sum of its samples'.</summary>
public sealed class VisionLanguageModelTests
{
    private static readonly TextBatch Batch = new()
    {
        TokenIds = [1, 5, 6, 2, 1, 9, 2, 1, 7, 8, 4, 2],
        Labels = [-100, 5, 6, 2, -100, 9, 2, -100, -100, 8, 4, 2],
        Lengths = [4, 3, 5],
        ImagePositions = [1, -1, 0],
    };

    [Fact]
    public void Loss_of_a_slot_is_the_sum_of_its_samples()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var model = TinyModels.Model();
        var pixels = TensorAssert.Noise(1, 3, 3, 32, 32);
        var whole = model.Loss(pixels, Batch);

        var parts = Enumerable.Range(0, 3).Select(i => model.Loss(pixels.narrow(0, i, 1), Sample(i))).ToArray();

        Assert.Equal(8, whole.Tokens);
        Assert.Equal(8, parts.Sum(part => part.Tokens));
        TensorAssert.Close(parts.Select(part => part.Sum).Aggregate((a, b) => a + b), whole.Sum);
    }

    [Fact]
    public void Loss_pixels_of_samples_without_an_image_are_not_read()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var model = TinyModels.Model();
        var pixels = TensorAssert.Noise(1, 3, 3, 32, 32);

        var perImage = model.Loss(cat([pixels.narrow(0, 0, 1), pixels.narrow(0, 2, 1)], 0), Batch);

        TensorAssert.Same(model.Loss(pixels, Batch).Sum, perImage.Sum);
    }

    [Fact]
    public void Loss_of_cached_features_is_that_of_pixels()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var model = TinyModels.Model();
        var pixels = TensorAssert.Noise(1, 3, 3, 32, 32);

        TensorAssert.Close(model.Loss(pixels, Batch).Sum, model.LossOfFeatures(model.Features(pixels), Batch).Sum);
    }

    /// <summary>What forward made and backward does not need must not wait for it: the graph keeps the rest itself.</summary>
    [Fact]
    public void Loss_leaves_no_more_tensors_behind_for_more_blocks()
    {
        Assert.Equal(Left(blocks: 1), Left(blocks: 3));

        static int Left(int blocks)
        {
            using var outer = NewDisposeScope();
            using var decoder = TinyModels.Decoder(TinyModels.Config with { Layers = blocks });
            using var tower = new ClipVisionTower(TinyModels.TowerConfig with { Layers = blocks + 1 }, [0, blocks]);
            ModelInitializer.Initialize(tower, seed: 3);
            using var model = new VisionLanguageModel(tower, TinyModels.Resampler(ResamplerLayouts.Get("cos-32")), decoder);
            using var scope = NewDisposeScope();
            var loss = model.Loss(TensorAssert.Noise(1, 3, 3, 32, 32), Batch);

            Assert.Equal(8, loss.Tokens);
            return scope.DisposablesCount;
        }
    }

    [Fact]
    public void Loss_depends_on_the_picture_and_on_its_place()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var model = TinyModels.Model();
        var loss = model.Loss(TensorAssert.Noise(1, 3, 3, 32, 32), Batch).Sum.item<float>();

        Assert.NotEqual(loss, model.Loss(TensorAssert.Noise(2, 3, 3, 32, 32), Batch).Sum.item<float>(), 1e-3f);
        Assert.NotEqual(loss, model.Loss(TensorAssert.Noise(1, 3, 3, 32, 32), Batch with { ImagePositions = [2, -1, 0] }).Sum.item<float>(), 1e-3f);
    }

    [Fact]
    public void Backward_frozen_tower_gets_no_gradient_and_a_trained_one_does()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Model();
        model.Tower.parameters().ToList().ForEach(parameter => parameter.requires_grad_(false));
        var pixels = TensorAssert.Noise(1, 3, 3, 32, 32);
        Assert.All(model.Features(pixels), level => Assert.False(level.requires_grad));
        model.Loss(pixels, Batch).Sum.backward();
        Assert.All(model.Tower.parameters(), parameter => Assert.Null(parameter.grad));
        Assert.All(model.Projector.parameters(), parameter => Assert.NotNull(parameter.grad));

        model.Tower.parameters().ToList().ForEach(parameter => parameter.requires_grad_(true));
        model.Loss(pixels, Batch).Sum.backward();
        Assert.NotNull(model.Tower.Positions.grad);
    }

    [Fact]
    public void Generate_batch_equals_each_prompt_alone()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Model();
        var pixels = TensorAssert.Noise(1, 3, 3, 32, 32);
        var options = new GenerationOptions { MaxNewTokens = 6, EosIds = [] };

        var texts = model.Generate(pixels, Batch, options);

        Assert.Equal(3, texts.Count);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(texts[i], model.Generate(pixels.narrow(0, i, 1), Sample(i), options)[0]);
        }
    }

    [Fact]
    public void Loss_arrays_that_do_not_fit_are_refused()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Model();

        Assert.Throws<ArgumentException>(() => model.Loss(zeros(1, 3, 32, 32), Batch));
        Assert.Throws<ArgumentException>(() => model.Loss(null, Batch));
        Assert.Throws<ArgumentException>(() => model.Loss(zeros(3, 3, 32, 32), Batch with { TokenIds = [1] }));
        Assert.Throws<ArgumentException>(() => model.Loss(zeros(3, 3, 32, 32), Batch with { Labels = [1] }));
    }

    [Fact]
    public void Parts_that_do_not_fit_are_all_named()
    {
        using var scope = NewDisposeScope();
        var tower = new ChainOfSight.Models.Vision.ClipVisionTower(TinyModels.TowerConfig, [2]);

        var error = Assert.Throws<ModelConfigException>(() =>
            new VisionLanguageModel(tower, TinyModels.Resampler(ResamplerLayouts.Get("cos-336"), outputWidth: 8), TinyModels.Decoder()));

        Assert.Equal(3, error.Faults.Count);
        Assert.Contains("layout 'cos-336' must have the tower's 16 patches", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_outlive_the_scope_that_the_model_was_built_in()
    {
        VisionLanguageModel model;
        using (NewDisposeScope())
        {
            model = TinyModels.Model();
            ChainOfSight.Models.Lora.LoraAdapter.Attach(model.Decoder, new() { Rank = 2 }, seed: 1);
        }

        var weights = model.parameters().ToArray();
        using (model)
        using (NewDisposeScope())
        {
            Assert.Equal(8, model.Loss(zeros(3, 3, 32, 32), Batch).Tokens);
        }

        Assert.All(weights, weight => Assert.True(weight.IsInvalid));
    }

    [Fact]
    public void Grown_model_at_twice_the_resolution_runs()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var small = TinyModels.Model("cos-80");
        using var grown = new VisionLanguageModel(
            small.Tower.WithImageSide(64), Inflation.Grow((MultiScaleResampler)small.Projector, ResamplerLayouts.Get("cos-80-grid32")), TinyModels.Decoder(TinyModels.Config with { MaxPositions = 100 }));

        Assert.Equal(8, grown.Loss(TensorAssert.Noise(1, 3, 3, 64, 64), Batch).Tokens);
    }

    private static TextBatch Sample(int index)
    {
        var (start, length) = (Batch.Lengths.Take(index).Sum(), Batch.Lengths[index]);
        return new()
        {
            TokenIds = Batch.TokenIds[start..(start + length)],
            Labels = Batch.Labels[start..(start + length)],
            Lengths = [length],
            ImagePositions = [Batch.ImagePositions[index]],
        };
    }
}
