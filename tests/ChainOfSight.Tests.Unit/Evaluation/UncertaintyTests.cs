using ChainOfSight.Training.Evaluation;

namespace ChainOfSight.Tests.Unit.Evaluation;

public sealed class UncertaintyTests
{
    /// <summary>The binomial error is √(p(1−p)/n), and never zero for all or none.</summary>
    [Theory]
    [InlineData(50, 100, 0.05)]
    [InlineData(20, 100, 0.04)]
    [InlineData(100, 100, 0.009853)]
    [InlineData(0, 1, 0.471405)]
    public void OfShare_counts_is_the_binomial_error(int right, int count, double error) =>
        Assert.Equal(error, Uncertainty.OfShare(right, count), 6);

    /// <summary>The error of a mean uses the sample variance, and is absent where there is no spread.</summary>
    [Fact]
    public void OfMean_values_is_from_the_sample_variance()
    {
        Assert.Equal(Math.Sqrt(5.0 / 3 / 4), Uncertainty.OfMean([1, 2, 3, 4])!.Value, 12);
        Assert.Null(Uncertainty.OfMean([2]));
        Assert.Null(Uncertainty.OfMean([2, 2, 2]));
    }
}
