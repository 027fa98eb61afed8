using ChainOfSight.Training.Evaluation;

namespace ChainOfSight.Tests.Unit.Evaluation;

public sealed class AnlsTests
{
    /// <summary>The score is 1 − d/max below the threshold of one half and 0 from it on.</summary>
    [Theory]
    [InlineData("hello", "hello", 1)]
    [InlineData("hello", "HELLO ", 1)]
    [InlineData("hello", "hallo", 0.8)]
    [InlineData("hello", "hello!!x", 0.625)]
    [InlineData("kitten", "sitting", 4.0 / 7)]
    [InlineData("abcd", "abxy", 0)]
    [InlineData("abcd", "", 0)]
    [InlineData("", "", 1)]
    public void Score_pair_of_texts_is_that_of_the_formula(string expected, string answer, double score) =>
        Assert.Equal(score, Anls.Score(expected, answer), 12);
}
