using ChainOfSight.Models.Resampling;

namespace ChainOfSight.Tests.Unit.Models;

/// <summary>Queries see their own window only; grown resamplers say of a constant picture what their parents say.</summary>
public sealed class MultiScaleResamplerTests
{
    public static TheoryData<string> Grown => InflationPlanTests.Grown;

    [Fact]
    public void Forward_changed_patch_changes_the_tokens_of_its_windows_only()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var resampler = TinyModels.Resampler(ResamplerLayouts.Get("cos-80"));
        var levels = new[] { TensorAssert.Noise(1, 1, 16, 16, 16), TensorAssert.Noise(2, 1, 16, 16, 16) };
        var before = resampler.call(levels)[0];

        // Row 5, column 14 lies in window row 1, column 3 of the local scale: window 7, tokens 16 + 7 · 4 and on.
        levels[0][0, 5, 14].neg_();
        var changed = (resampler.call(levels)[0] - before).abs().amax([1]).data<float>().ToArray();

        for (var token = 0; token < 80; token++)
        {
            Assert.Equal(token < 16 || (token >= 44 && token < 48), changed[token] > 0);
        }
    }

    [Fact]
    public void Forward_each_sample_is_judged_by_itself()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var resampler = TinyModels.Resampler(ResamplerLayouts.Get("cos-144-grid16"));
        var levels = new[] { TensorAssert.Noise(1, 3, 16, 16, 16), TensorAssert.Noise(2, 3, 16, 16, 16) };

        var second = resampler.call([.. levels.Select(level => level.narrow(0, 1, 1))]);

        TensorAssert.Close(resampler.call(levels).narrow(0, 1, 1), second);
    }

    [Fact]
    public void Forward_levels_are_read_in_order()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var resampler = TinyModels.Resampler(ResamplerLayouts.Get("cos-32"));
        Tensor[] levels = [TensorAssert.Noise(1, 1, 16, 16, 16), TensorAssert.Noise(2, 1, 16, 16, 16)];

        var swapped = resampler.call([levels[1], levels[0]]);

        Assert.True((resampler.call(levels) - swapped).abs().max().item<float>() > 0.01);
    }

    [Theory]
    [InlineData("resampler-80", 80)]
    [InlineData("linear-256", 256)]
    public void Baselines_read_the_last_level_only(string name, int tokens)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var projector = VisualProjector.Create(ResamplerLayouts.Get(name), new() { Width = 16, Heads = 2, ContextWidth = 16, OutputWidth = 8 });
        ChainOfSight.Models.Weights.ModelInitializer.Initialize(projector, 1);
        Tensor[] levels = [TensorAssert.Noise(1, 2, 16, 16, 16), TensorAssert.Noise(2, 2, 16, 16, 16)];

        var given = projector.call(levels);

        Assert.Equal([2, tokens, 8], given.shape);
        TensorAssert.Same(given, projector.call([levels[0] * 3, levels[1]]));
        Assert.True((given - projector.call([levels[0], levels[1].neg()])).abs().max().item<float>() > 0);
    }

    [Theory]
    [InlineData(1, 16, 16)]
    [InlineData(2, 15, 16)]
    [InlineData(2, 16, 12)]
    public void Forward_features_of_another_shape_are_refused(int levels, int grid, int width)
    {
        using var scope = NewDisposeScope();
        using var resampler = TinyModels.Resampler(ResamplerLayouts.Get("cos-32"));

        var error = Assert.Throws<ArgumentException>(() => resampler.call([.. Enumerable.Range(0, levels).Select(_ => zeros(1, grid, grid, width))]));

        Assert.Contains("'cos-32'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Grown))]
    public void Grow_named_layout_keeps_a_constant_picture(string name)
    {
        using var scope = NewDisposeScope();
        var to = ResamplerLayouts.Get(name);
        using var parent = TinyModels.Resampler(ResamplerLayouts.Get(to.GrowsFrom!));
        using var child = Inflation.Grow(parent, to);

        Assert.InRange(InflationCheck.LargestDifference(parent, child), 0, InflationCheck.Limit);
    }

    [Fact]
    public void Grow_copies_weights_to_the_bit_and_shares_none()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var parent = TinyModels.Resampler(ResamplerLayouts.Get("cos-80"));
        using var child = Inflation.Grow(parent, ResamplerLayouts.Get("cos-1296"));
        var (from, to) = (parent.state_dict(), child.state_dict());

        TensorAssert.Same(from["norm.weight"], to["norm.weight"]);
        TensorAssert.Same(from["scales.0.levels.1.mlp.up.weight"], to["scales.1.levels.1.mlp.up.weight"]);
        TensorAssert.Same(from["scales.1.levels.0.attention.out.bias"], to["scales.2.levels.0.attention.out.bias"]);
        from["norm.weight"].fill_(9);
        Assert.NotEqual(9, to["norm.weight"][0].item<float>());
    }

    [Fact]
    public void LargestDifference_wrongly_grown_resampler_is_found()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var parent = TinyModels.Resampler(ResamplerLayouts.Get("cos-80"));
        using var child = Inflation.Grow(parent, ResamplerLayouts.Get("cos-336"));
        child.state_dict()["scales.2.queries"][7, 0, 3].mul_(1.01);

        Assert.True(InflationCheck.LargestDifference(parent, child) > InflationCheck.Limit);
    }
}
