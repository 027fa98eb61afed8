using ChainOfSight.Data.Images.Native;
using ChainOfSight.Data.Images.PngDecoding;

namespace ChainOfSight.Data.Images;

/// <summary>
/// Turns the bytes of a picture file into 8-bit sRGB, as Pillow's <c>convert("RGB")</c> would, upright and without transparency.
/// </summary>
/// <remarks>
/// Grey becomes three equal channels, a palette its colours, 16 bits their upper 8, CMYK is converted by libvips' own
/// profile, the EXIF orientation is applied, and transparent pixels are composited on the background. Embedded RGB profiles are
/// not applied (Pillow and CLIP's processor do not either). Only the first frame of an animation is decoded. A truncated
/// file is refused. Safe to call from several threads.
/// </remarks>
public static class ImageDecoder
{
    /// <summary>Decodes a file on a white background.</summary>
    /// <inheritdoc cref="Decode(ReadOnlySpan{byte}, ImageLimits, RgbColour)"/>
    public static PixelImage Decode(ReadOnlySpan<byte> bytes, ImageLimits limits) => Decode(bytes, limits, RgbColour.White);

    /// <summary>Decodes a file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">What it may cost.</param>
    /// <param name="background">What stands behind transparent pixels.</param>
    /// <returns>The upright picture.</returns>
    /// <exception cref="ImageDecodeException">The bytes are not a readable picture within the limits; the reason says why.</exception>
    /// <exception cref="Storage.UserErrorException">libvips is not installed.</exception>
    public static PixelImage Decode(ReadOnlySpan<byte> bytes, ImageLimits limits, RgbColour background)
    {
        var (raster, orientation) = DecodeRaster(bytes, limits);
        return ExifOrientation.Apply(AlphaComposite.OnBackground(raster, background), orientation);
    }

    /// <summary>Decodes a file and keeps its transparency: for cut-outs that are pasted on a scene.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">What it may cost.</param>
    /// <returns>The picture as stored, without its EXIF orientation applied.</returns>
    /// <exception cref="ImageDecodeException">The bytes are not a readable picture within the limits; the reason says why.</exception>
    /// <exception cref="Storage.UserErrorException">libvips is not installed.</exception>
    public static PixelRaster DecodeWithAlpha(ReadOnlySpan<byte> bytes, ImageLimits limits) => DecodeRaster(bytes, limits).Raster;

    private static (PixelRaster Raster, int Orientation) DecodeRaster(ReadOnlySpan<byte> bytes, ImageLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (bytes.IsEmpty)
        {
            throw new ImageDecodeException("the file is empty.");
        }

        if (bytes.Length > limits.MaxBytes)
        {
            throw new ImageDecodeException($"it has {bytes.Length:N0} bytes, more than the limit of {limits.MaxBytes:N0} (maxBytes).");
        }

        if (!ImageSignature.TryDetect(bytes, out var format))
        {
            throw new ImageDecodeException("its first bytes are those of no format that is read: JPEG, PNG, WebP, GIF or TIFF.");
        }

        if (format == ImageFormat.Jpeg)
        {
            JpegScans.Check(bytes, limits);
            if (TurboJpegDecoder.TryDecode(bytes, limits) is { } raster)
            {
                return (raster, ExifTag.OrientationOf(bytes));
            }
        }

        if (format == ImageFormat.Png && PngDecoder.TryDecode(bytes, limits) is { } png)
        {
            return png;
        }

        return VipsDecoder.Decode(bytes, format, limits);
    }
}
