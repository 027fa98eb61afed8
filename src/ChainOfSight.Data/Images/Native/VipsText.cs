using System.Globalization;
using ChainOfSight.Data.Scenes.Rendering;

namespace ChainOfSight.Data.Images.Native;

/// <summary>Rasterises text through libvips.</summary>
internal static class VipsText
{
    /// <summary>The ink of a line of text.</summary>
    /// <param name="markup">Pango markup.</param>
    /// <param name="font">Pango's name of family, style and size in points.</param>
    /// <param name="fontFile">The font's file.</param>
    /// <param name="dotsPerInch">Resolution.</param>
    /// <exception cref="VipsException">Nothing can be drawn.</exception>
    internal static WordMask Rasterise(string markup, string font, string fontFile, int dotsPerInch)
    {
        VipsLibrary.Require();
        using var text = new VipsOperation("text");
        var image = text.With("text", markup).With("font", font).With("fontfile", fontFile)
            .With("dpi", dotsPerInch.ToString(CultureInfo.InvariantCulture)).Run();
        try
        {
            var raster = VipsDecoder.Read(image);
            return raster.Channels == 1
                ? new WordMask(raster.Width, raster.Height, raster.Pixels)
                : throw new VipsException($"text became {raster.Channels} channels");
        }
        finally
        {
            VipsApi.Unref(image);
        }
    }
}
