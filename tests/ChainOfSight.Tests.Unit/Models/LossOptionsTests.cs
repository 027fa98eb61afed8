using ChainOfSight.Models.Language;

namespace ChainOfSight.Tests.Unit.Models;

/// <summary>Chunks of the loss are as few and as equal as the limit allows.</summary>
public sealed class LossOptionsTests
{
    [Theory]
    [InlineData(100, 10, 1000, 100)]
    [InlineData(101, 10, 1000, 51)]
    [InlineData(7, 10, 20, 2)]
    [InlineData(5, 1000, 10, 1)]
    public void ChunkRows_stays_within_the_limit(int rows, long vocabulary, long limit, int expected)
    {
        Assert.Equal(expected, new LossOptions { MaxLogits = limit }.ChunkRows(rows, vocabulary));
    }
}
