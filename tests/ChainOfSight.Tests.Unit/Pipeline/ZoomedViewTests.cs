using ChainOfSight.Data.Collation;
using ChainOfSight.Data.Images;
using ChainOfSight.Data.Samples;

namespace ChainOfSight.Tests.Unit.Pipeline;

/// <summary>Zoomed views show what their boxes say, in the share that was asked for.</summary>
public sealed class ZoomedViewTests
{
    [Fact]
    public void Share_of_zoomed_views_is_as_asked_and_repeatable()
    {
        var view = new ZoomedView(0.3, 7);
        var corners = Enumerable.Range(0, 10_000).Select(position => view.Corner(position)).ToList();

        Assert.InRange(corners.Count(corner => corner is not null), 2_850, 3_150);
        Assert.All(corners.OfType<(double X, double Y)>(), corner => Assert.True(corner is { X: >= 0 and <= 0.5, Y: >= 0 and <= 0.5 }));
        Assert.Equal(corners, Enumerable.Range(0, 10_000).Select(position => new ZoomedView(0.3, 7).Corner(position)));
        Assert.True(corners.Distinct().Count() > 200);
    }

    [Fact]
    public void Quarter_holds_the_pixels_and_the_boxes_of_its_place()
    {
        var rgb = new byte[8 * 8 * 3];
        for (var i = 0; i < 64; i++)
        {
            rgb[i * 3] = (byte)i;
        }

        var quarter = ZoomedView.Show(new PixelImage(8, 8, rgb), 4, (0.25, 0.5));
        var boxes = ZoomedView.Move([new LabelledBox("in", 0.25, 0.5, 0.5, 0.75), new LabelledBox("cut", 0, 0.75, 0.5, 1), new LabelledBox("out", 0, 0, 0.2, 0.2)], (0.25, 0.5));

        Assert.Equal((4 * 8) + 2, quarter[0, 0].Red);
        Assert.Equal((7 * 8) + 5, quarter[3, 3].Red);
        Assert.Equal([new LabelledBox("in", 0, 0, 0.5, 0.5), new LabelledBox("cut", 0, 0.5, 0.5, 1)], boxes);
    }

    [Fact]
    public void Whole_view_is_the_image_at_half_its_side()
    {
        var image = PixelImage.Filled(8, 8, new RgbColour(10, 20, 30));

        var whole = ZoomedView.Show(image, 4, null);

        Assert.Equal((4, 4), (whole.Width, whole.Height));
        Assert.Equal(new RgbColour(10, 20, 30), whole[3, 3]);
    }
}
