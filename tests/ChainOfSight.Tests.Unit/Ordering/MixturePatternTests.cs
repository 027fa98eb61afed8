using ChainOfSight.Data.Mixing;

namespace ChainOfSight.Tests.Unit.Ordering;

/// <summary>Shares are exact to a few draws at every point, and any position is reached without replay.</summary>
public sealed class MixturePatternTests
{
    public static TheoryData<double[]> Weights => new()
    {
        new[] { 1.0 },
        new[] { 1.0, 1 },
        new[] { 0.7, 0.2, 0.1 },
        new[] { 5.0, 3, 2, 1, 1, 1, 0.001 },
        Enumerable.Range(1, 40).Select(i => 1.0 / i).ToArray(),
        new[] { Math.PI, Math.E, Math.Sqrt(2), 100 },
    };

    [Theory]
    [MemberData(nameof(Weights))]
    public void Shares_stay_within_a_few_draws_at_every_point(double[] weights)
    {
        var pattern = new MixturePattern(weights);
        var counts = new long[weights.Length];
        var total = weights.Sum();
        var bound = (Math.Ceiling(Math.Log2(weights.Length)) / 2) + 1;
        for (var position = 0L; position < 100_000; position++)
        {
            var (source, index) = pattern.At(position);
            Assert.Equal(counts[source]++, index);
            Assert.InRange(counts[source] - (weights[source] / total * (position + 1)), -bound, bound);
        }

        for (var source = 0; source < weights.Length; source++)
        {
            Assert.InRange((counts[source] / 100_000.0) - (weights[source] / total), -0.001, 0.001);
        }
    }

    [Fact]
    public void Far_position_agrees_with_the_share()
    {
        var pattern = new MixturePattern([0.3, 0.7]);
        const long Far = 4_000_000_000_000;
        var (source, index) = pattern.At(Far);
        Assert.Equal(index + 1, pattern.At(NextOf(pattern, source, Far)).Index);
        Assert.InRange(index / (double)Far, source == 0 ? 0.2999999 : 0.6999999, source == 0 ? 0.3000001 : 0.7000001);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e-12)]
    public void Impossible_weight_is_named(double weight)
    {
        var error = Assert.Throws<ArgumentException>(() => new MixturePattern([1, weight]));
        Assert.Contains("weight", error.Message, StringComparison.Ordinal);
    }

    private static long NextOf(MixturePattern pattern, int source, long position)
    {
        do
        {
            position++;
        }
        while (pattern.At(position).Source != source);

        return position;
    }
}
