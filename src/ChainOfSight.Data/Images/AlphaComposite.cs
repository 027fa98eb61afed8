namespace ChainOfSight.Data.Images;

/// <summary>Lays pixels with alpha on a background of one colour.</summary>
/// <remarks>Blending is exact to the nearest 1/255, as Pillow's <c>paste(image, mask)</c>: <c>round((c·a + b·(255 − a)) / 255)</c>.</remarks>
public static class AlphaComposite
{
    /// <summary>Makes RGB of one to four channels.</summary>
    /// <param name="raster">The decoded pixels.</param>
    /// <param name="background">What stands behind transparent pixels; not looked at where there is no alpha.</param>
    public static PixelImage OnBackground(PixelRaster raster, RgbColour background)
    {
        ArgumentNullException.ThrowIfNull(raster);
        if (raster.Channels == PixelImage.Channels)
        {
            return new PixelImage(raster.Width, raster.Height, raster.Pixels);
        }

        var rgb = new byte[checked(raster.Width * raster.Height * PixelImage.Channels)];
        switch (raster.Channels)
        {
            case 1:
                FromGrey(raster.Pixels, rgb);
                break;
            case 2:
                FromGreyAlpha(raster.Pixels, rgb, background);
                break;
            default:
                FromRgba(raster.Pixels, rgb, background);
                break;
        }

        return new PixelImage(raster.Width, raster.Height, rgb);
    }

    /// <summary>Blends one channel: <c>round((front·alpha + back·(255 − alpha)) / 255)</c>.</summary>
    /// <param name="front">Value in front.</param>
    /// <param name="back">Value behind.</param>
    /// <param name="alpha">0 shows the back, 255 the front.</param>
    public static byte Blend(byte front, byte back, byte alpha)
    {
        var sum = (front * alpha) + (back * (255 - alpha)) + 128;
        return (byte)((sum + (sum >> 8)) >> 8);
    }

    private static void FromGrey(ReadOnlySpan<byte> grey, Span<byte> rgb)
    {
        for (int from = 0, to = 0; from < grey.Length; from++, to += 3)
        {
            rgb[to + 2] = rgb[to + 1] = rgb[to] = grey[from];
        }
    }

    private static void FromGreyAlpha(ReadOnlySpan<byte> pixels, Span<byte> rgb, RgbColour background)
    {
        for (int from = 0, to = 0; from < pixels.Length; from += 2, to += 3)
        {
            var (grey, alpha) = (pixels[from], pixels[from + 1]);
            rgb[to] = Blend(grey, background.Red, alpha);
            rgb[to + 1] = Blend(grey, background.Green, alpha);
            rgb[to + 2] = Blend(grey, background.Blue, alpha);
        }
    }

    private static void FromRgba(ReadOnlySpan<byte> pixels, Span<byte> rgb, RgbColour background)
    {
        for (int from = 0, to = 0; from < pixels.Length; from += 4, to += 3)
        {
            var alpha = pixels[from + 3];
            rgb[to] = Blend(pixels[from], background.Red, alpha);
            rgb[to + 1] = Blend(pixels[from + 1], background.Green, alpha);
            rgb[to + 2] = Blend(pixels[from + 2], background.Blue, alpha);
        }
    }
}
