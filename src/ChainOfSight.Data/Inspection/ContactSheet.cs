using ChainOfSight.Data.Images;

namespace ChainOfSight.Data.Inspection;

/// <summary>Lays several pictures side by side, row by row, with gaps.</summary>
public static class ContactSheet
{
    /// <summary>Makes the sheet; cells are as large as the largest picture.</summary>
    /// <param name="pictures">At least one.</param>
    /// <param name="columns">Pictures in a row, at least 1.</param>
    /// <param name="gap">Pixels between them. Default 4.</param>
    public static PixelImage Make(IReadOnlyList<PixelImage> pictures, int columns, int gap = 4)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentOutOfRangeException.ThrowIfZero(pictures.Count, nameof(pictures));
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(gap);
        var (width, height) = (pictures.Max(picture => picture.Width), pictures.Max(picture => picture.Height));
        var across = Math.Min(columns, pictures.Count);
        var rows = (pictures.Count + across - 1) / across;
        var sheet = PixelImage.Filled((across * (width + gap)) - gap, (rows * (height + gap)) - gap, RgbColour.White);
        for (var i = 0; i < pictures.Count; i++)
        {
            var (left, top) = (i % across * (width + gap), i / across * (height + gap));
            var stride = pictures[i].Width * PixelImage.Channels;
            for (var y = 0; y < pictures[i].Height; y++)
            {
                pictures[i].Rgb.AsSpan(y * stride, stride).CopyTo(sheet.Rgb.AsSpan((((top + y) * sheet.Width) + left) * PixelImage.Channels));
            }
        }

        return sheet;
    }
}
