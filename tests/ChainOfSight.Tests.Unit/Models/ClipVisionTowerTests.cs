using ChainOfSight.Models.Vision;
using ChainOfSight.Models.Weights;

namespace ChainOfSight.Tests.Unit.Models;

/// <summary>The tower runs what its taps need and moves to other grids.</summary>
public sealed class ClipVisionTowerTests
{
    [Fact]
    public void Taps_decide_which_blocks_exist()
    {
        using var scope = NewDisposeScope();
        using var tower = new ClipVisionTower(TinyModels.TowerConfig, [0, 1]);
        var names = tower.named_parameters().Select(entry => entry.name).ToArray();

        Assert.Contains("vision_model.encoder.layers.1.mlp.fc2.bias", names);
        Assert.DoesNotContain(names, name => name.Contains("layers.2", StringComparison.Ordinal));
        Assert.Contains("vision_model.pre_layrnorm.weight", names);
        Assert.Equal(2, tower.call(zeros(1, 3, 32, 32)).Count);
    }

    [Theory]
    [InlineData("", "at least one block must be tapped")]
    [InlineData("3", "taps[0] 3: must be a block: 0 to 2")]
    [InlineData("1,1", "taps[1] 1: taps must ascend")]
    public void Taps_impossible_are_refused(string taps, string expected)
    {
        int[] blocks = [.. taps.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];

        Assert.Contains(expected, Assert.Throws<ModelConfigException>(() => new ClipVisionTower(TinyModels.TowerConfig, blocks)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Forward_pixels_of_another_size_are_refused()
    {
        using var scope = NewDisposeScope();
        using var tower = new ClipVisionTower(TinyModels.TowerConfig, [0]);

        Assert.Contains("[batch, 3, 32, 32]", Assert.Throws<ArgumentException>(() => tower.call(zeros(1, 3, 30, 32))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithImageSide_keeps_the_class_position_and_the_corners()
    {
        using var scope = NewDisposeScope();
        using var tower = new ClipVisionTower(TinyModels.TowerConfig, [0]);
        ModelInitializer.Initialize(tower, 1);
        using var wide = tower.WithImageSide(64);
        var (from, to) = (tower.Positions, wide.Positions);

        Assert.Equal([1 + 32 * 32, 16], to.shape);
        TensorAssert.Same(from[0], to[0]);
        TensorAssert.Close(from[1], to[1]);
        TensorAssert.Close(from[16 * 16], to[32 * 32]);
    }

    [Fact]
    public void RecomputeBlocks_gives_the_same_bits()
    {
        using var scope = NewDisposeScope();
        using var tower = new ClipVisionTower(TinyModels.TowerConfig, [0, 2]);
        ModelInitializer.Initialize(tower, 1);
        var pixels = TensorAssert.Noise(1, 2, 3, 32, 32);

        var kept = Gradients(tower, pixels);
        tower.RecomputeBlocks = true;
        var recomputed = Gradients(tower, pixels);

        Assert.All(kept, entry => TensorAssert.Same(entry.Value, recomputed[entry.Key]));
    }

    private static Dictionary<string, Tensor> Gradients(ClipVisionTower tower, Tensor pixels)
    {
        tower.zero_grad();
        var levels = tower.call(pixels);
        (levels[0].square().sum() + levels[1].square().sum()).backward();
        return tower.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.grad!.clone());
    }
}
