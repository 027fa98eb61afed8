using ChainOfSight.Data.Images;
using ChainOfSight.Data.Scenes.Planning;

namespace ChainOfSight.Data.Inspection;

/// <summary>Draws the windows of a resampler's scales over the picture that it reads: coarse ones thick, fine ones thin.</summary>
public static class WindowOverlay
{
    private const byte LineOpacity = 190;

    /// <summary>An enlarged copy with all scales' windows drawn.</summary>
    /// <param name="picture">The picture, square as the model sees it; it is not changed.</param>
    /// <param name="windowsPerSide">Windows along a side for each scale, such as 1, 4, 16: grid over window.</param>
    /// <param name="factor">How many times larger, at least 1.</param>
    public static PixelImage Draw(PixelImage picture, IReadOnlyList<int> windowsPerSide, int factor)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(windowsPerSide);
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 1);
        var drawn = Drawing.Enlarged(picture, factor);

        // Fine first: where scales share a line the coarser one shows.
        for (var scale = windowsPerSide.Count - 1; scale >= 0; scale--)
        {
            var thickness = Math.Max(1, windowsPerSide.Count - scale);
            Grid(drawn, Math.Max(1, windowsPerSide[scale]), thickness, LabelColours.Of(scale));
        }

        return drawn;
    }

    private static void Grid(PixelImage drawn, int windows, int thickness, RgbColour colour)
    {
        for (var line = 0; line <= windows; line++)
        {
            var x = Math.Clamp((line * drawn.Width / windows) - (thickness / 2), 0, drawn.Width - thickness);
            var y = Math.Clamp((line * drawn.Height / windows) - (thickness / 2), 0, drawn.Height - thickness);
            Drawing.Fill(drawn, new PixelBox(x, 0, thickness, drawn.Height), colour, LineOpacity);
            Drawing.Fill(drawn, new PixelBox(0, y, drawn.Width, thickness), colour, LineOpacity);
        }
    }
}
