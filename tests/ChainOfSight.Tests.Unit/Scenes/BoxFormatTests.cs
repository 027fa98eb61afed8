using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Scenes;

namespace ChainOfSight.Tests.Unit.Scenes;

/// <summary>Boxes are spelled and read back within half a step.</summary>
public sealed class BoxFormatTests
{
    public static TheoryData<BoxNotation, int, string> Spellings => new()
    {
        { BoxNotation.Decimals, 17, "[0.12,0.50,0.98,1.00]" },
        { BoxNotation.Bins, 17, "2 8 16 16" },
        { BoxNotation.Bins, 101, "12 50 98 100" },
        { BoxNotation.Tags, 17, "<2><8><16><16>" },
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Format_each_notation_is_as_documented(BoxNotation notation, int bins, string expected) =>
        Assert.Equal(expected, new BoxFormat { Notation = notation, Bins = bins }.Format(new LabelledBox("x", 0.12, 0.5, 0.98, 1)));

    [Fact]
    public void TryParse_random_boxes_come_back_within_half_a_step()
    {
        var random = new Random(2);
        foreach (var format in Enum.GetValues<BoxNotation>().Select(notation => new BoxFormat { Notation = notation, Bins = 33 }))
        {
            var step = format.Notation == BoxNotation.Decimals ? 0.01 : 1.0 / 32;
            for (var round = 0; round < 200; round++)
            {
                var (x, y) = (random.NextDouble() * 0.8, random.NextDouble() * 0.8);
                var box = new LabelledBox("", x, y, x + 0.1 + (random.NextDouble() * (0.9 - x)), y + 0.1 + (random.NextDouble() * (0.9 - y)));

                Assert.True(format.TryParse(format.Format(box), out var again));
                Assert.True(Math.Abs(again.X0 - box.X0) <= step / 2 + 1e-9 && Math.Abs(again.Y0 - box.Y0) <= step / 2 + 1e-9
                    && Math.Abs(again.X1 - box.X1) <= step / 2 + 1e-9 && Math.Abs(again.Y1 - box.Y1) <= step / 2 + 1e-9);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("3 8 15")]
    [InlineData("3 8 15 16 2")]
    [InlineData("3 8 3 16")]
    [InlineData("3 8 15 17")]
    [InlineData("-3 8 15 16")]
    [InlineData("a dog")]
    [InlineData("1 2 3 99999999999999999999999999999999999999")]
    public void TryParse_no_box_is_refused(string text) => Assert.False(new BoxFormat { Notation = BoxNotation.Bins }.TryParse(text, out _));
}
