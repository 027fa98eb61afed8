using System.Runtime.InteropServices;

namespace ChainOfSight.Data.Images.Native;

/// <summary>Decodes any of the formats through libvips.</summary>
internal static class VipsDecoder
{
    private const int UnsignedChar = 0;
    private const int NoCoding = 0;
    private const int BlackWhite = 1;
    private const int StandardRgb = 22;

    // libvips has one error text per process. Decodes share the lock; one that failed runs once more alone, so that
    // the reason it gets is its own.
    private static readonly ReaderWriterLockSlim Errors = new();

    /// <summary>Decodes the first frame.</summary>
    /// <returns>Pixels as stored, and the EXIF orientation (1 where there is none).</returns>
    /// <exception cref="ImageDecodeException">libvips cannot read the bytes, or a limit is exceeded.</exception>
    internal static (PixelRaster Raster, int Orientation) Decode(ReadOnlySpan<byte> bytes, ImageFormat format, ImageLimits limits)
    {
        VipsLibrary.Require();
        Errors.EnterReadLock();
        try
        {
            return Load(bytes, format, limits);
        }
        catch (VipsException)
        {
        }
        finally
        {
            Errors.ExitReadLock();
        }

        Errors.EnterWriteLock();
        try
        {
            VipsApi.ClearErrors();
            return Load(bytes, format, limits);
        }
        catch (VipsException fault)
        {
            var reason = fault.Message.Length == 0 ? "libvips gave no reason" : fault.Message;
            throw new ImageDecodeException($"the {format} data is damaged or not supported ({reason}).", fault);
        }
        finally
        {
            Errors.ExitWriteLock();
        }
    }

    private static unsafe (PixelRaster Raster, int Orientation) Load(ReadOnlySpan<byte> bytes, ImageFormat format, ImageLimits limits)
    {
        fixed (byte* data = bytes)
        {
            var source = VipsApi.SourceFromMemory(data, (nuint)bytes.Length);
            var image = (nint)0;
            try
            {
                image = Open(source, format);
                ImageSizeRule.Check(VipsApi.Width(image), VipsApi.Height(image), VipsApi.Pages(image), limits);
                var orientation = VipsApi.Orientation(image);
                Replace(ref image, ToStandardRgb(image));
                return (Read(image), orientation);
            }
            finally
            {
                Release(image);
                Release(source);
            }
        }
    }

    private static nint Open(nint source, ImageFormat format)
    {
        using var loader = new VipsOperation(format switch
        {
            ImageFormat.Jpeg => "jpegload_source",
            ImageFormat.Png => "pngload_source",
            ImageFormat.WebP => "webpload_source",
            ImageFormat.Gif => "gifload_source",
            _ => "tiffload_source",
        });
        return loader.With("source", source).With("access", "sequential").With("fail-on", "error").Run();
    }

    private static nint ToStandardRgb(nint image)
    {
        if (VipsApi.Coding(image) == NoCoding && VipsApi.Format(image) == UnsignedChar
            && VipsApi.Interpretation(image) is BlackWhite or StandardRgb)
        {
            return 0;
        }

        if (VipsApi.IsColourSpaceSupported(image) == 0)
        {
            throw new ImageDecodeException($"its colour space (libvips interpretation {VipsApi.Interpretation(image)}, {VipsApi.Bands(image)} channels) has no way to sRGB; save it as RGB or grey.");
        }

        using var convert = new VipsOperation("colourspace");
        return convert.With("in", image).With("space", "srgb").Run();
    }

    /// <summary>Copies the pixels of an 8-bit image.</summary>
    internal static PixelRaster Read(nint image)
    {
        var (width, height, bands) = (VipsApi.Width(image), VipsApi.Height(image), VipsApi.Bands(image));
        if (VipsApi.Format(image) != UnsignedChar || bands is < 1 or > 4)
        {
            throw new ImageDecodeException($"it has {bands} channels of libvips format {VipsApi.Format(image)}; grey or RGB with or without alpha is legal.");
        }

        var memory = VipsApi.WriteToMemory(image, out var size);
        if (memory == 0)
        {
            throw new VipsException(VipsLibrary.TakeErrors());
        }

        try
        {
            var pixels = GC.AllocateUninitializedArray<byte>(checked((int)size));
            Marshal.Copy(memory, pixels, 0, pixels.Length);
            return new PixelRaster(width, height, bands, pixels);
        }
        finally
        {
            VipsApi.Free(memory);
        }
    }

    private static void Replace(ref nint image, nint next)
    {
        if (next != 0)
        {
            Release(image);
            image = next;
        }
    }

    private static void Release(nint instance)
    {
        if (instance != 0)
        {
            VipsApi.Unref(instance);
        }
    }
}
