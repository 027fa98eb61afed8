namespace ChainOfSight.Data.Images;

/// <summary>An image in memory: 8-bit sRGB, three channels, rows from the top, no padding between rows.</summary>
public sealed class PixelImage
{
    /// <summary>Wraps pixels without copying them.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="rgb">Exactly <c>height · width · 3</c> bytes.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other.</exception>
    public PixelImage(int width, int height, byte[] rgb)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentNullException.ThrowIfNull(rgb);
        if (rgb.LongLength != (long)width * height * Channels)
        {
            throw new ArgumentException($"{width}×{height} RGB pixels need {(long)width * height * Channels} bytes, {rgb.LongLength} were given.", nameof(rgb));
        }

        Width = width;
        Height = height;
        Rgb = rgb;
    }

    /// <summary>Channels of a pixel: red, green, blue.</summary>
    public const int Channels = 3;

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Pixels <c>[height, width, 3]</c>, 0 to 255.</summary>
    public byte[] Rgb { get; }

    /// <summary>An image of one colour.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="colour">The colour of every pixel.</param>
    public static PixelImage Filled(int width, int height, RgbColour colour)
    {
        var rgb = new byte[checked(width * height * Channels)];
        for (var i = 0; i < rgb.Length; i += Channels)
        {
            colour.CopyTo(rgb.AsSpan(i));
        }

        return new PixelImage(width, height, rgb);
    }

    /// <summary>The colour of one pixel.</summary>
    /// <param name="x">Column, 0 at the left.</param>
    /// <param name="y">Row, 0 at the top.</param>
    public RgbColour this[int x, int y]
    {
        get
        {
            var at = (((y * Width) + x) * Channels);
            return new RgbColour(Rgb[at], Rgb[at + 1], Rgb[at + 2]);
        }
    }
}
