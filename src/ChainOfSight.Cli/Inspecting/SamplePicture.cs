using ChainOfSight.Data.Images;
using ChainOfSight.Data.Inspection;
using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Scenes.Rendering;
using ChainOfSight.Storage;

namespace ChainOfSight.Cli.Inspecting;

/// <summary>The picture of a sample with its boxes drawn over it.</summary>
internal static class SamplePicture
{
    private const string Font = "DejaVuSans";
    private const int ReadableSide = 512;

    /// <summary>Decodes and draws; small pictures are enlarged. Without the font, boxes have no labels.</summary>
    /// <exception cref="ImageDecodeException">The picture cannot be read.</exception>
    public static PixelImage Draw(ReadOnlySpan<byte> image, SampleRecord record)
    {
        var picture = ImageDecoder.Decode(image, ImageLimits.Default);
        return new BoxOverlay(Words()).Draw(picture, record.Boxes, Math.Max(1, ReadableSide / Math.Max(picture.Width, picture.Height)));
    }

    private static WordRaster? Words()
    {
        try
        {
            return new WordRaster(Font);
        }
        catch (UserErrorException)
        {
            return null;
        }
    }
}
