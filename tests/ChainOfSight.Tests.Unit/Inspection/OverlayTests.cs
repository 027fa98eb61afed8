using ChainOfSight.Data.Images;
using ChainOfSight.Data.Inspection;
using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Scenes.Rendering;

namespace ChainOfSight.Tests.Unit.Inspection;

/// <summary>Overlays draw where boxes and windows are, and nowhere else.</summary>
public sealed class OverlayTests
{
    private static readonly PixelImage White = PixelImage.Filled(32, 32, RgbColour.White);

    [Fact]
    public void Boxes_are_framed_and_the_picture_is_kept()
    {
        var drawn = new BoxOverlay(words: null).Draw(White, [new LabelledBox("dog", 0.25, 0.25, 0.75, 1)], 4);
        var colour = LabelColours.Of("dog");

        Assert.Equal((128, 128), (drawn.Width, drawn.Height));
        Assert.Equal([colour, colour, colour, colour], new[] { drawn[32, 32], drawn[95, 32], drawn[32, 127], drawn[95, 127] });
        Assert.Equal([RgbColour.White, RgbColour.White, RgbColour.White], new[] { drawn[31, 32], drawn[64, 64], drawn[96, 127] });
        Assert.All(White.Rgb, value => Assert.Equal(255, value));
    }

    [Fact]
    public void Boxes_outside_of_the_picture_do_no_harm()
    {
        var drawn = new BoxOverlay(new WordRaster("DejaVuSans")).Draw(White, [new LabelledBox("a long label", -0.5, -0.5, 1.5, 1.5), new LabelledBox("", 0.99, 0.99, 1, 1)], 2);

        Assert.Equal((64, 64), (drawn.Width, drawn.Height));
    }

    [Fact]
    public void Labels_are_set_above_their_box()
    {
        var drawn = new BoxOverlay(new WordRaster("DejaVuSans")).Draw(White, [new LabelledBox("dog", 0.25, 0.5, 0.75, 0.9)], 4);

        Assert.Equal(LabelColours.Of("dog"), drawn[32, 63]);
        Assert.Contains(Enumerable.Range(33, 30), x => drawn[x, 55] == RgbColour.White || drawn[x, 57] == RgbColour.White);
    }

    [Fact]
    public void Windows_of_every_scale_are_drawn_and_coarse_ones_lie_above()
    {
        var drawn = WindowOverlay.Draw(White, [1, 4], 4);

        Assert.NotEqual(drawn[0, 20], drawn[32, 20]);
        Assert.NotEqual(RgbColour.White, drawn[0, 20]);
        Assert.NotEqual(RgbColour.White, drawn[32, 20]);
        Assert.Equal(RgbColour.White, drawn[16, 20]);
    }

    [Fact]
    public void Sheet_holds_all_pictures_in_order()
    {
        var pictures = Enumerable.Range(0, 5).Select(i => PixelImage.Filled(3, 2, new RgbColour((byte)i, 0, 0))).ToList();

        var sheet = ContactSheet.Make(pictures, columns: 2, gap: 1);

        Assert.Equal((7, 8), (sheet.Width, sheet.Height));
        Assert.Equal([0, 1, 2, 3, 4], new[] { sheet[0, 0], sheet[4, 1], sheet[2, 3], sheet[6, 4], sheet[0, 7] }.Select(colour => (int)colour.Red));
        Assert.Equal(RgbColour.White, sheet[3, 0]);
    }

    [Fact]
    public void Terminal_shows_two_pixels_per_character()
    {
        var text = TerminalPicture.Render(PixelImage.Filled(10, 8, new RgbColour(1, 2, 3)), 80);

        Assert.Equal(4, text.Count(letter => letter == '\n'));
        Assert.Equal(40, text.Count(letter => letter == '\u2580'));
        Assert.Contains("38;2;1;2;3m", text, StringComparison.Ordinal);
    }
}
