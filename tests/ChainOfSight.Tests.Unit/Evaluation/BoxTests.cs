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
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(1000)]
    public void TryRead_written_box_is_that_box(double scale)
    {
        var boxes = new BoxAnswer(scale);
        Assert.True(boxes.TryRead(boxes.Write(new LabelledBox("dog", 0.125, 0.25, 0.5, 1)), out var box));
        Assert.Equal(new LabelledBox("", 0.125, 0.25, 0.5, 1), box);
    }

    /// <summary>The scale is that of the references, rounded or not, whatever stands around the numbers.</summary>
    [Theory]
    [InlineData("[0.12,0.25,0.50,0.98]", 1)]
    [InlineData("<2><4><8><16>", 16)]
    [InlineData("box 12 25 50 99", 100)]
    [InlineData("125 250 500 985", 1000)]
    [InlineData("no box", 1)]
    public void Of_references_has_their_scale(string expected, double scale)
    {
        var question = new EvaluationQuestion { SampleId = "a", Turn = 0, Task = SampleTask.Box, Prompt = "?", Expected = expected, Box = new("", 0.125, 0.25, 0.5, 0.985) };
        Assert.Equal(scale, BoxAnswer.Of([question]).Scale);
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
    public void TryRead_text_without_a_box_is_false(string answer) => Assert.False(new BoxAnswer().TryRead(answer, out _));
}
