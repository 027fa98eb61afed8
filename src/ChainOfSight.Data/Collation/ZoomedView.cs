using ChainOfSight.Data.Images;
using ChainOfSight.Data.Ordering;
using ChainOfSight.Data.Samples;

namespace ChainOfSight.Data.Collation;

/// <summary>
/// Views of images for a tower that will meet a larger image later: a share of them shows a quarter of the image at twice the scale, the
/// others the whole. Which, and where, is a pure function of (seed, position).
/// </summary>
/// <param name="Share">Share of zoomed views, 0 to 1.</param>
/// <param name="Seed">The run's seed.</param>
public sealed record ZoomedView(double Share, long Seed)
{
    // Corners stand at sixteenths of a view, so that what is aligned with patches in the image stays so in the view.
    private const int Steps = 16;

    /// <summary>The left top corner of the quarter to show, in shares of the image; null for the whole image.</summary>
    /// <param name="position">Global position of the sample.</param>
    public (double X, double Y)? Corner(long position)
    {
        var key = KeyedHash.Combine(KeyedHash.Combine((ulong)Seed, "zoom"), (ulong)position);
        if ((key >> 11) * (1.0 / (1UL << 53)) >= Share)
        {
            return null;
        }

        return (Step(key, 1), Step(key, 2));

        static double Step(ulong key, ulong axis) => KeyedHash.Below(KeyedHash.Combine(key, axis), Steps + 1) / (2.0 * Steps);
    }

    /// <summary>Makes the view of an image.</summary>
    /// <param name="image">The image, of twice the view's side.</param>
    /// <param name="side">Side of the view in pixels.</param>
    /// <param name="corner">As <see cref="Corner"/> gave it.</param>
    public static PixelImage Show(PixelImage image, int side, (double X, double Y)? corner)
    {
        if (corner is not { } at)
        {
            return BicubicResize.Resize(image, side, side);
        }

        var (left, top) = ((int)Math.Round(at.X * image.Width), (int)Math.Round(at.Y * image.Height));
        var view = new byte[side * side * PixelImage.Channels];
        for (var row = 0; row < side; row++)
        {
            image.Rgb.AsSpan((((top + row) * image.Width) + left) * PixelImage.Channels, side * PixelImage.Channels).CopyTo(view.AsSpan(row * side * PixelImage.Channels));
        }

        return new PixelImage(side, side, view);
    }

    /// <summary>The boxes as they stand in a view; those that it does not show are left out.</summary>
    /// <param name="boxes">Boxes of the image.</param>
    /// <param name="corner">As <see cref="Corner"/> gave it.</param>
    public static IReadOnlyList<LabelledBox> Move(IReadOnlyList<LabelledBox> boxes, (double X, double Y)? corner) => corner is not { } at
        ? boxes
        : [.. boxes
            .Select(box => new LabelledBox(box.Label, Edge(box.X0, at.X), Edge(box.Y0, at.Y), Edge(box.X1, at.X), Edge(box.Y1, at.Y)))
            .Where(box => box.X1 > box.X0 && box.Y1 > box.Y0)];

    private static double Edge(double edge, double from) => Math.Clamp((edge - from) * 2, 0, 1);
}
