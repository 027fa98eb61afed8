using System.Globalization;
using System.Runtime.InteropServices;
using ChainOfSight.Data.Images.Native;

namespace ChainOfSight.Data.Images.Encoding;

/// <summary>Writes 8-bit RGB as baseline JPEG through libvips.</summary>
public static class JpegEncoder
{
    private const int UnsignedChar = 0;

    /// <summary>Encodes a picture.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="quality">1 to 100. Default 90; from 90 on colours keep their full resolution.</param>
    /// <returns>The file's bytes.</returns>
    /// <exception cref="Storage.UserErrorException">libvips is not installed, or cannot write JPEG.</exception>
    public static unsafe byte[] Encode(PixelImage image, int quality = 90)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        VipsLibrary.Require();
        fixed (byte* pixels = image.Rgb)
        {
            var source = VipsApi.ImageFromMemory(pixels, (nuint)image.Rgb.Length, image.Width, image.Height, PixelImage.Channels, UnsignedChar);
            var target = VipsApi.TargetToMemory();
            try
            {
                using var save = new VipsOperation("jpegsave_target");
                save.With("in", source).With("target", target).With("Q", quality.ToString(CultureInfo.InvariantCulture)).Execute();
                return Take(target);
            }
            catch (VipsException fault)
            {
                throw new Storage.UserErrorException($"libvips could not write a JPEG of {image.Width}×{image.Height} pixels: {fault.Message}", fault);
            }
            finally
            {
                VipsApi.Unref(target);
                VipsApi.Unref(source);
            }
        }
    }

    private static byte[] Take(nint target)
    {
        var value = default(GObjectValue);
        VipsApi.InitValue(ref value, VipsApi.BlobType());
        try
        {
            VipsApi.GetProperty(target, "blob", ref value);
            var memory = VipsApi.GetValueBlob(ref value, out var size);
            var file = new byte[checked((int)size)];
            Marshal.Copy(memory, file, 0, file.Length);
            return file;
        }
        finally
        {
            VipsApi.UnsetValue(ref value);
        }
    }
}
