using System.Buffers;
using ChainOfSight.Data.Images.Resizing;

namespace ChainOfSight.Data.Images;

/// <summary>Resizes as Pillow's <c>Image.resize(size, BICUBIC)</c> does, equal to the bit.</summary>
/// <remarks>
/// Antialiased bicubic in fixed point: first all rows, rounded to 8 bits, then all columns; a pass that changes no size is left
/// out. Source: Pillow's <c>Resample.c</c>. Safe to call from several threads.
/// </remarks>
public static class BicubicResize
{
    /// <summary>Resizes with the fastest path that the processor has.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="width">Columns wanted, at least 1.</param>
    /// <param name="height">Rows wanted, at least 1.</param>
    /// <returns>A new picture; the same object where the size is right already.</returns>
    public static PixelImage Resize(PixelImage image, int width, int height) => Resize(image, width, height, BicubicAvx2.IsSupported);

    /// <summary>Resizes by the vector path or by the scalar one.</summary>
    internal static PixelImage Resize(PixelImage image, int width, int height, bool vectorised)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (width == image.Width && height == image.Height)
        {
            return image;
        }

        var target = GC.AllocateUninitializedArray<byte>(checked(width * height * PixelImage.Channels));
        if (height == image.Height)
        {
            Rows(image, width, target, vectorised);
        }
        else if (width == image.Width)
        {
            Columns(image.Rgb, width, image.Height, height, target, vectorised);
        }
        else
        {
            var size = checked(width * image.Height * PixelImage.Channels);
            var between = ArrayPool<byte>.Shared.Rent(size);
            Rows(image, width, between.AsSpan(0, size), vectorised);
            Columns(between.AsSpan(0, size), width, image.Height, height, target, vectorised);
            ArrayPool<byte>.Shared.Return(between);
        }

        return new PixelImage(width, height, target);
    }

    private static void Rows(PixelImage image, int width, Span<byte> target, bool vectorised)
    {
        var weights = new BicubicCoefficients(image.Width, width);
        if (vectorised)
        {
            BicubicAvx2.Horizontal(image.Rgb, image.Width, image.Height, weights, target);
        }
        else
        {
            BicubicScalar.Horizontal(image.Rgb, image.Width, image.Height, weights, target);
        }
    }

    private static void Columns(ReadOnlySpan<byte> source, int width, int rows, int height, Span<byte> target, bool vectorised)
    {
        var weights = new BicubicCoefficients(rows, height);
        var stride = width * PixelImage.Channels;
        if (vectorised)
        {
            BicubicAvx2.Vertical(source, stride, weights, target);
        }
        else
        {
            BicubicScalar.Vertical(source, stride, weights, target);
        }
    }
}
