using ChainOfSight.Data.Images;
using ChainOfSight.Data.Scenes;
using ChainOfSight.Data.Scenes.Planning;
using ChainOfSight.Data.Scenes.Rendering;
using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Unit.Scenes;

/// <summary>Pixels are where the boxes say.</summary>
public sealed class SceneRenderingTests
{
    private static readonly SceneOptions Flat = new()
    {
        Background = new() { Kinds = [BackgroundKind.Flat], Darkest = 200 },
        Text = new() { Chance = 0.7, Lightest = 60 },
    };

    [Fact]
    public void Render_things_fill_their_boxes_and_nothing_else_is_painted()
    {
        var composer = SceneSamples.Composer(Flat);
        for (var index = 0; index < 60; index++)
        {
            var scene = composer.Compose(index);
            for (var y = 0; y < 128; y++)
            {
                for (var x = 0; x < 128; x++)
                {
                    var inside = scene.Plan.Objects.FirstOrDefault(placed => Contains(placed.Box, x, y));
                    var inWord = scene.Plan.Texts.Any(text => Contains(text.Box, x, y));
                    var expected = inside is null ? scene.Plan.Backdrop.First : SceneSamples.ColourOf(inside.Class);
                    Assert.True(inWord || scene.Picture[x, y] == expected, $"scene {index} at {x}, {y}");
                }
            }
        }
    }

    [Fact]
    public void Render_word_box_is_the_ink_to_the_pixel_and_letters_hold_their_ink()
    {
        var composer = SceneSamples.Composer(Flat with { Text = Flat.Text with { Chance = 1 } });
        for (var index = 0; index < 40; index++)
        {
            var scene = composer.Compose(index);
            var text = scene.Plan.Texts[0];
            bool Inked(int x, int y) => scene.Picture[x, y] != scene.Plan.Backdrop.First;

            Assert.Contains(Enumerable.Range(text.Box.Y, text.Box.Height), y => Inked(text.Box.X, y));
            Assert.Contains(Enumerable.Range(text.Box.Y, text.Box.Height), y => Inked(text.Box.X + text.Box.Width - 1, y));
            Assert.Contains(Enumerable.Range(text.Box.X, text.Box.Width), x => Inked(x, text.Box.Y));
            Assert.Contains(Enumerable.Range(text.Box.X, text.Box.Width), x => Inked(x, text.Box.Y + text.Box.Height - 1));
            Assert.All(text.Letters, letter => Assert.Contains(
                Enumerable.Range(letter.Box.Y, letter.Box.Height), y => Inked(letter.Box.X + (letter.Box.Width / 2), y) || Inked(letter.Box.X + 2, y)));
        }
    }

    [Fact]
    public void Word_letters_of_the_default_font_keep_to_patches()
    {
        var shape = new WordRaster("DejaVuSansMono-Bold").Shape("TEA", 26);

        Assert.Equal([0, 16, 32, 48], shape.Edges);
        Assert.Equal(["T", "E", "A"], shape.Letters);
        Assert.InRange(shape.Left, -1, 3);
    }

    [Fact]
    public void Word_markup_is_text()
    {
        var words = new WordRaster("DejaVuSansMono-Bold");

        Assert.True(words.Rasterise("<b>&", 20).Width > words.Rasterise("<b", 20).Width);
    }

    [Fact]
    public void Font_missing_names_the_debian_package()
    {
        var fault = Assert.Throws<UserErrorException>(() => new WordRaster("Nowhere"));

        Assert.Contains("fonts-dejavu-core", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sprite_edges_blend_without_the_colour_of_transparent_pixels()
    {
        // Green, but transparent, beside opaque black: no green may appear.
        var pixels = new byte[] { 0, 0, 0, 255, 0, 255, 0, 0 };
        var canvas = PixelImage.Filled(8, 4, RgbColour.White);

        Sprite.From(new PixelRaster(2, 1, 4, pixels), 8, 4).Paste(canvas, 0, 0);

        Assert.Equal(RgbColour.Black, canvas[0, 0]);
        Assert.Equal(RgbColour.White, canvas[7, 3]);
        Assert.All(Enumerable.Range(0, 8), x => Assert.InRange(canvas[x, 1].Green - canvas[x, 1].Red, 0, 1));
    }

    [Fact]
    public async Task SamplesAsync_gives_scenes_in_order_and_their_pixels()
    {
        var composer = SceneSamples.Composer(Flat);
        var index = 5L;
        await foreach (var (record, image, extension) in composer.SamplesAsync(5, 70))
        {
            var scene = composer.Compose(index++);
            Assert.Equal((scene.Record.Id, "png"), (record.Id, extension));
            Assert.Equal(scene.Picture.Rgb, ImageDecoder.Decode(image, ImageLimits.Default).Rgb);
        }

        Assert.Equal(75, index);
    }

    private static bool Contains(PixelBox box, int x, int y) => x >= box.X && x < box.X + box.Width && y >= box.Y && y < box.Y + box.Height;
}
