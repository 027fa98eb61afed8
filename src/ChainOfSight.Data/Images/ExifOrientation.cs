namespace ChainOfSight.Data.Images;

/// <summary>Turns and mirrors a picture as its EXIF orientation says (tag 0x0112, values 1 to 8).</summary>
public static class ExifOrientation
{
    /// <summary>Makes the picture upright.</summary>
    /// <param name="image">The picture as stored.</param>
    /// <param name="orientation">1 upright, 2 mirrored, 3 half turn, 4 flipped, 5 transposed, 6 to be turned clockwise, 7 transversed, 8 to be turned counter-clockwise; any other value counts as 1.</param>
    /// <returns>The same object where nothing is to be done.</returns>
    public static PixelImage Apply(PixelImage image, int orientation)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (orientation is < 2 or > 8)
        {
            return image;
        }

        var (columns, rows) = (image.Width, image.Height);
        var swapped = orientation >= 5;
        var (width, height) = swapped ? (rows, columns) : (columns, rows);
        var upright = new byte[image.Rgb.Length];
        for (int y = 0, to = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++, to += PixelImage.Channels)
            {
                var (fromX, fromY) = orientation switch
                {
                    2 => (columns - 1 - x, y),
                    3 => (columns - 1 - x, rows - 1 - y),
                    4 => (x, rows - 1 - y),
                    5 => (y, x),
                    6 => (y, rows - 1 - x),
                    7 => (columns - 1 - y, rows - 1 - x),
                    _ => (columns - 1 - y, x),
                };
                image.Rgb.AsSpan(((fromY * columns) + fromX) * PixelImage.Channels, PixelImage.Channels).CopyTo(upright.AsSpan(to));
            }
        }

        return new PixelImage(width, height, upright);
    }
}
