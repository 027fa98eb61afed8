using ChainOfSight.Models.Weights;

namespace ChainOfSight.Tests.Unit.Models;

/// <summary>Random starts have the stated distribution and depend on seed and name alone.</summary>
public sealed class KeyedNoiseTests
{
    [Fact]
    public void Normal_has_mean_0_and_deviation_1()
    {
        var values = new float[100_001];
        KeyedNoise.Normal(values, KeyedNoise.Key(1, "w"), 0);

        Assert.Equal(0, values.Average(), 0.02);
        Assert.Equal(1, Math.Sqrt(values.Average(value => (double)value * value)), 0.02);
        Assert.Equal(0.6827, values.Count(value => MathF.Abs(value) < 1) / 100_001.0, 0.01);
        Assert.All(values, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Normal_in_pieces_is_the_same_as_at_once()
    {
        var (whole, pieces) = (new float[100], new float[100]);
        KeyedNoise.Normal(whole, 7, 0);
        KeyedNoise.Normal(pieces.AsSpan(0, 64), 7, 0);
        KeyedNoise.Normal(pieces.AsSpan(64), 7, 64);

        Assert.Equal(whole, pieces);
    }

    [Fact]
    public void Uniform_fills_the_range_evenly()
    {
        var values = new float[100_000];
        KeyedNoise.Uniform(values, 7, 0);

        Assert.All(values, value => Assert.InRange(value, -1, 1));
        Assert.Equal(0, values.Average(), 0.02);
        Assert.Equal(0.25, values.Count(value => value > 0.5) / 100_000.0, 0.01);
    }

    [Fact]
    public void Key_differs_by_seed_and_by_name()
    {
        Assert.Equal(4, new[] { KeyedNoise.Key(1, "a"), KeyedNoise.Key(2, "a"), KeyedNoise.Key(1, "b"), KeyedNoise.Key(1, "ab") }.Distinct().Count());
    }
}
