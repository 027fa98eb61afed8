using ChainOfSight.Data.Images;

namespace ChainOfSight.Data.Pipeline;

/// <summary>How the image of a sample becomes pixels of the stage's size: resized straight to a square, as CLIP's users do here.</summary>
/// <param name="Side">Width and height in pixels.</param>
/// <param name="Limits">What a file may cost.</param>
/// <param name="Background">What stands behind transparent pixels.</param>
internal sealed record ImagePreparation(int Side, ImageLimits Limits, RgbColour Background)
{
    public PixelImage Prepare(ReadOnlyMemory<byte> file, PipelineMeter meter)
    {
        var image = meter.Time(PipelineStage.Decode, () => ImageDecoder.Decode(file.Span, Limits, Background));
        return meter.Time(PipelineStage.Resize, () => BicubicResize.Resize(image, Side, Side));
    }
}
