using ChainOfSight.Data.Samples;
using ChainOfSight.Training.Evaluation;

namespace ChainOfSight.Tests.Unit.Evaluation;

public sealed class BoxTests
{
    /// <summary>Overlap is common over covered area, and 0 for boxes apart, touching or empty.</summary>
    [Theory]
    [InlineData(0, 0, 1, 1, 0, 0, 1, 1, 1)]
    [InlineData(0, 0, 0.5, 1, 0.25, 0, 0.75, 1, 1.0 / 3)]
    [InlineData(0, 0, 0.5, 0.5, 0.5, 0.5, 1, 1, 0)]
    [InlineData(0, 0, 0.2, 0.2, 0.6, 0.6, 1, 1, 0)]
    [InlineData(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0)]
    public void Iou_pair_of_boxes_is_common_over_covered_area(
        double a0, double b0, double a1, double b1, double c0, double d0, double c1, double d1, double iou) =>
        Assert.Equal(iou, BoxOverlap.Iou(new("", a0, b0, a1, b1), new("", c0, d0, c1, d1)), 12);

    /// <summary>A written box reads back as itself.</summary>
    [Fact]
    public void TryRead_written_box_is_that_box()
    {
        Assert.True(BoxAnswer.TryRead(BoxAnswer.Write(new LabelledBox("dog", 0.125, 0.25, 0.5, 1)), out var box));
        Assert.Equal(new LabelledBox("", 0.125, 0.25, 0.5, 1), box);
    }

    /// <summary>What names no box is refused, never guessed at.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("top left")]
    [InlineData("[0.1, 0.2, 0.3]")]
    [InlineData("[0.1, 0.2, 0.3, 0.4, 0.5]")]
    [InlineData("[0.5, 0.2, 0.3, 0.4]")]
    [InlineData("[0.1, 0.2, 0.3, 1.4]")]
    [InlineData("[-0.1, 0.2, 0.3, 0.4]")]
    [InlineData("99999999999999999999 1 2 3")]
    public void TryRead_text_without_a_box_is_false(string answer) => Assert.False(BoxAnswer.TryRead(answer, out _));
}
