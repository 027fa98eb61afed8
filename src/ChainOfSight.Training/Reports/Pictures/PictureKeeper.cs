using ChainOfSight.Data.Images;
using ChainOfSight.Data.Images.Encoding;
using ChainOfSight.Storage;
using ChainOfSight.Training.Evaluation;

namespace ChainOfSight.Training.Reports.Pictures;

/// <summary>Keeps validation pictures beside a run, once, small enough for a page.</summary>
/// <param name="store">The store of the run.</param>
/// <param name="run">Name of the run.</param>
internal sealed class PictureKeeper(IBlobStore store, string run)
{
    private const int LongestSide = 448;
    private const int JpegQuality = 88;

    /// <summary>Chooses and keeps pictures of a set, unless they are kept already.</summary>
    public async Task KeepAsync(
        string set, IReadOnlyList<EvaluationQuestion> questions, IReadOnlyDictionary<string, HeldOutSample> samples, int count, CancellationToken cancellationToken)
    {
        var blob = ReportFiles.Pictures(run, set);
        if (await store.FindAsync(blob, cancellationToken).ConfigureAwait(false) is not null)
        {
            return;
        }

        var pictures = new List<KeptPicture>();
        foreach (var id in PictureChoice.Choose(questions, count))
        {
            if (await ReadAsync(samples[id], cancellationToken).ConfigureAwait(false) is { } image)
            {
                var (type, file) = Encode(image);
                pictures.Add(new KeptPicture(set, id, Describe(samples[id]), type, file));
            }
        }

        await store.WriteAsync(blob, ReportJson.WritePictures(pictures), BlobCondition.None, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<PixelImage?> ReadAsync(HeldOutSample sample, CancellationToken cancellationToken)
    {
        try
        {
            return ImageDecoder.Decode((await sample.ReadImage(cancellationToken).ConfigureAwait(false)).Span, ImageLimits.Default);
        }
        catch (ImageDecodeException)
        {
            // The evaluation itself names samples that cannot be decoded.
            return null;
        }
    }

    // Drawings are smaller and sharper as PNG, photographs as JPEG.
    private static (string Type, byte[] File) Encode(PixelImage image)
    {
        var longest = Math.Max(image.Width, image.Height);
        var small = longest <= LongestSide
            ? image
            : BicubicResize.Resize(image, Math.Max(1, image.Width * LongestSide / longest), Math.Max(1, image.Height * LongestSide / longest));
        var png = PngEncoder.Encode(small, System.IO.Compression.CompressionLevel.SmallestSize);
        var jpeg = JpegEncoder.Encode(small, JpegQuality);
        return png.Length <= jpeg.Length ? ("image/png", png) : ("image/jpeg", jpeg);
    }

    private static string Describe(HeldOutSample sample) => sample.Record switch
    {
        { Caption: { } caption } => caption,
        { Boxes: { Count: > 0 } boxes } => "Picture with " + string.Join(", ", boxes.Select(box => box.Label)),
        _ => $"Picture {sample.Id}",
    };
}
