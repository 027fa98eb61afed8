using ChainOfSight.Models.Language;
using ChainOfSight.Models.Resampling;
using ChainOfSight.Models.Vision;
using ChainOfSight.Models.Weights;

namespace ChainOfSight.Tests.Unit.Models;

/// <summary>Counts of weights are the published ones; models of that size are built without their memory.</summary>
public sealed class ParameterCountTests
{
    [Theory]
    [InlineData("cos-80", 54_663_168)]
    [InlineData("cos-1296", 81_098_752)]
    public void Resampler_published_size_has_the_published_count(string layout, long expected)
    {
        using var resampler = VisualProjector.Create(ResamplerLayouts.Get(layout), new(), META);

        Assert.Equal(expected, ParameterCount.Of(resampler));
        Assert.Equal(12_595_200, ParameterCount.Of(resampler, "scales.1.levels.0."));
    }

    [Fact]
    public void Tower_23_blocks_at_448_pixels_has_the_published_count()
    {
        using var tower = new ClipVisionTower(new() { ImageSide = 448 }, device: META);

        Assert.Equal(291_367_936, ParameterCount.Of(tower));
    }

    [Theory]
    [InlineData(32_000, 11_008, 32, 32, 10_000, 6_738_415_616)]
    [InlineData(128_256, 14_336, 32, 8, 500_000, 8_030_261_248)]
    public void Decoder_published_size_has_the_published_count(int vocabulary, int mlp, int heads, int keyValueHeads, double theta, long expected)
    {
        using var decoder = new LlamaForCausalLm(
            new() { VocabularySize = vocabulary, MlpWidth = mlp, Heads = heads, KeyValueHeads = keyValueHeads, RopeTheta = theta }, META);

        Assert.Equal(expected, ParameterCount.Of(decoder));
    }

    [Fact]
    public void Baselines_have_one_level_or_one_matrix()
    {
        using var plain = VisualProjector.Create(ResamplerLayouts.Get("resampler-336"), new(), META);
        using var linear = VisualProjector.Create(ResamplerLayouts.Get("linear-256"), new(), META);

        Assert.Equal(12_595_200 + 336 * 1024 + 2048 + 1024 * 4096 + 4096, ParameterCount.Of(plain));
        Assert.Equal(1024 * 4096 + 4096, ParameterCount.Of(linear));
    }

    [Fact]
    public void Lora_rank_64_on_all_linear_maps_with_a_1296_token_resampler_and_tower_comes_to_the_printed_532_million()
    {
        using var decoder = new LlamaForCausalLm(new(), META);
        var before = ParameterCount.Of(decoder);
        ChainOfSight.Models.Lora.LoraAdapter.Attach(decoder, new(), seed: 0);

        var trained = ParameterCount.Of(decoder) - before + 81_098_752 + 291_367_936;
        Assert.Equal(532, (int)Math.Round(trained / 1e6));
    }
}
