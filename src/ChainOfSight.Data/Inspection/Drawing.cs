using ChainOfSight.Data.Images;
using ChainOfSight.Data.Scenes.Planning;

namespace ChainOfSight.Data.Inspection;

/// <summary>The few strokes that overlays need; what lies outside of the picture is left out.</summary>
internal static class Drawing
{
    /// <summary>Enlarges by a whole factor without smoothing, so that pixels stay visible.</summary>
    internal static PixelImage Enlarged(PixelImage picture, int factor)
    {
        var stride = picture.Width * factor * PixelImage.Channels;
        var rgb = new byte[checked(stride * picture.Height * factor)];
        for (var y = 0; y < picture.Height; y++)
        {
            var row = rgb.AsSpan(y * factor * stride, stride);
            for (var x = 0; x < picture.Width * factor; x++)
            {
                picture[x / factor, y].CopyTo(row[(x * PixelImage.Channels)..]);
            }

            for (var copy = 1; copy < factor; copy++)
            {
                row.CopyTo(rgb.AsSpan(((y * factor) + copy) * stride, stride));
            }
        }

        return new PixelImage(picture.Width * factor, picture.Height * factor, rgb);
    }

    /// <summary>Paints a filled rectangle; an opacity of 255 covers.</summary>
    internal static void Fill(PixelImage picture, PixelBox box, RgbColour colour, byte opacity = 255)
    {
        for (var y = Math.Max(0, box.Y); y < Math.Min(picture.Height, box.Y + box.Height); y++)
        {
            for (var x = Math.Max(0, box.X); x < Math.Min(picture.Width, box.X + box.Width); x++)
            {
                var at = picture.Rgb.AsSpan(((y * picture.Width) + x) * PixelImage.Channels, PixelImage.Channels);
                at[0] = AlphaComposite.Blend(colour.Red, at[0], opacity);
                at[1] = AlphaComposite.Blend(colour.Green, at[1], opacity);
                at[2] = AlphaComposite.Blend(colour.Blue, at[2], opacity);
            }
        }
    }

    /// <summary>Paints a frame inside of a rectangle's edges.</summary>
    internal static void Frame(PixelImage picture, PixelBox box, RgbColour colour, int thickness)
    {
        var stroke = Math.Min(thickness, Math.Max(1, Math.Min(box.Width, box.Height)));
        Fill(picture, box with { Height = stroke }, colour);
        Fill(picture, box with { Y = box.Y + box.Height - stroke, Height = stroke }, colour);
        Fill(picture, box with { Width = stroke }, colour);
        Fill(picture, box with { X = box.X + box.Width - stroke, Width = stroke }, colour);
    }
}
