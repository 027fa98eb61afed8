using ChainOfSight.Data.Images;

namespace ChainOfSight.Data.Scenes.Rendering;

/// <summary>A named picture with transparency, cropped to what is visible.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Group">Group of things that look alike or belong together; empty for none.</param>
/// <param name="Picture">Its pixels, four channels, no fully transparent margin.</param>
public sealed record CutOut(string Name, string Group, PixelRaster Picture)
{
    private const byte Visible = 16;

    /// <summary>Makes a cut-out of a decoded picture: cropped to pixels of alpha above 16.</summary>
    /// <param name="name">What it shows.</param>
    /// <param name="group">Its group; empty for none.</param>
    /// <param name="picture">The decoded picture.</param>
    /// <exception cref="ImageDecodeException">Nothing is visible.</exception>
    public static CutOut From(string name, string group, PixelRaster picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var rgba = picture.ToRgba();
        var (left, top, right, bottom) = (rgba.Width, rgba.Height, -1, -1);
        for (var y = 0; y < rgba.Height; y++)
        {
            for (var x = 0; x < rgba.Width; x++)
            {
                if (rgba.Pixels[(((y * rgba.Width) + x) * 4) + 3] > Visible)
                {
                    (left, top) = (Math.Min(left, x), Math.Min(top, y));
                    (right, bottom) = (Math.Max(right, x), Math.Max(bottom, y));
                }
            }
        }

        if (right < 0)
        {
            throw new ImageDecodeException($"the cut-out \"{name}\" is fully transparent.");
        }

        return new CutOut(name, group, Crop(rgba, left, top, right - left + 1, bottom - top + 1));
    }

    private static PixelRaster Crop(PixelRaster source, int left, int top, int width, int height)
    {
        var pixels = new byte[width * height * 4];
        for (var y = 0; y < height; y++)
        {
            source.Pixels.AsSpan((((top + y) * source.Width) + left) * 4, width * 4).CopyTo(pixels.AsSpan(y * width * 4));
        }

        return new PixelRaster(width, height, 4, pixels);
    }
}
