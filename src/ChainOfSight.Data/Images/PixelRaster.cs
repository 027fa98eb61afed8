namespace ChainOfSight.Data.Images;

/// <summary>Decoded pixels as a file holds them: 8 bits, one to four channels, rows from the top.</summary>
public sealed class PixelRaster
{
    /// <summary>Wraps pixels without copying them.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="channels">1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha.</param>
    /// <param name="pixels">Exactly <c>height · width · channels</c> bytes; alpha is straight (not multiplied into the colours).</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other.</exception>
    public PixelRaster(int width, int height, int channels, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, 4);
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.LongLength != (long)width * height * channels)
        {
            throw new ArgumentException($"{width}×{height} pixels of {channels} channels need {(long)width * height * channels} bytes, {pixels.LongLength} were given.", nameof(pixels));
        }

        Width = width;
        Height = height;
        Channels = channels;
        Pixels = pixels;
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha.</summary>
    public int Channels { get; }

    /// <summary>Pixels <c>[height, width, channels]</c>.</summary>
    public byte[] Pixels { get; }

    /// <summary>The same picture with four channels: opaque where there was no alpha.</summary>
    public PixelRaster ToRgba()
    {
        if (Channels == 4)
        {
            return this;
        }

        var rgba = new byte[checked(Width * Height * 4)];
        var grey = Channels < 3;
        for (int from = 0, to = 0; to < rgba.Length; from += Channels, to += 4)
        {
            rgba[to] = Pixels[from];
            rgba[to + 1] = Pixels[grey ? from : from + 1];
            rgba[to + 2] = Pixels[grey ? from : from + 2];
            rgba[to + 3] = Channels == 2 ? Pixels[from + 1] : (byte)255;
        }

        return new PixelRaster(Width, Height, 4, rgba);
    }
}
