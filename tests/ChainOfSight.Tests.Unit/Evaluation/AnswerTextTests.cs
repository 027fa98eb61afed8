using ChainOfSight.Training.Evaluation;

namespace ChainOfSight.Tests.Unit.Evaluation;

public sealed class AnswerTextTests
{
    /// <summary>Case, white space and outer marks carry no meaning.</summary>
    [Theory]
    [InlineData("Top left.", "top left")]
    [InlineData("  a\tred \n apple ", "a red apple")]
    [InlineData("\"OPEN!\"", "open")]
    [InlineData("...", "")]
    [InlineData("", "")]
    [InlineData("ÉTÉ", "été")]
    public void Normalize_text_with_carelessness_is_the_plain_form(string text, string expected) =>
        Assert.Equal(expected, AnswerText.Normalize(text));

    /// <summary>Marks inside an answer and the words themselves do carry meaning.</summary>
    [Theory]
    [InlineData("3.5", "35")]
    [InlineData("top left", "topleft")]
    [InlineData("cat", "cats")]
    [InlineData("a-b", "a b")]
    public void Matches_different_answers_is_false(string expected, string answer) =>
        Assert.False(AnswerText.Matches(expected, answer));
}
