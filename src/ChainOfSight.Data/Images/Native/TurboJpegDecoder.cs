using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace ChainOfSight.Data.Images.Native;

/// <summary>
/// The fast way for ordinary JPEGs, where libturbojpeg is installed; the same pixels as libvips and Pillow. Anything unusual, damaged
/// files included, is left to libvips, which judges and says why.
/// </summary>
internal static class TurboJpegDecoder
{
    private static readonly Lazy<bool> Available = new(() => NativeLibrary.TryLoad(TurboJpegApi.Library, out _));
    private static readonly ConcurrentBag<nint> Idle = [];

    /// <summary>Decodes grey and colour JPEGs without a fault.</summary>
    /// <returns>Null where libvips is to decide.</returns>
    /// <exception cref="ImageDecodeException">The header exceeds a limit.</exception>
    internal static PixelRaster? TryDecode(ReadOnlySpan<byte> bytes, ImageLimits limits)
    {
        if (!Available.Value)
        {
            return null;
        }

        var decoder = Idle.TryTake(out var idle) ? idle : TurboJpegApi.NewDecoder();
        if (decoder == 0)
        {
            return null;
        }

        try
        {
            return Decode(decoder, bytes, limits);
        }
        finally
        {
            Idle.Add(decoder);
        }
    }

    private static unsafe PixelRaster? Decode(nint decoder, ReadOnlySpan<byte> bytes, ImageLimits limits)
    {
        fixed (byte* jpeg = bytes)
        {
            var size = new CULong((nuint)bytes.Length);
            if (TurboJpegApi.ReadHeader(decoder, jpeg, size, out var width, out var height, out _, out var colours) != 0
                || colours is not (TurboJpegApi.ColoursYcc or TurboJpegApi.ColoursGrey))
            {
                return null;
            }

            ImageSizeRule.Check(width, height, 1, limits);
            var (format, channels) = colours == TurboJpegApi.ColoursGrey ? (TurboJpegApi.FormatGrey, 1) : (TurboJpegApi.FormatRgb, 3);
            var pixels = GC.AllocateUninitializedArray<byte>(checked(width * height * channels));
            fixed (byte* to = pixels)
            {
                return TurboJpegApi.Decode(decoder, jpeg, size, to, width, width * channels, height, format, TurboJpegApi.StopOnWarning) == 0
                    ? new PixelRaster(width, height, channels, pixels)
                    : null;
            }
        }
    }
}
