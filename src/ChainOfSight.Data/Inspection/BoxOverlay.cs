using ChainOfSight.Data.Images;
using ChainOfSight.Data.Samples;
using ChainOfSight.Data.Scenes.Planning;
using ChainOfSight.Data.Scenes.Rendering;

namespace ChainOfSight.Data.Inspection;

/// <summary>Draws labelled boxes over a picture.</summary>
/// <param name="words">Sets the labels; null draws frames only.</param>
public sealed class BoxOverlay(WordRaster? words)
{
    private const int TypeSize = 13;
    private const int Margin = 2;

    /// <summary>An enlarged copy with the boxes drawn.</summary>
    /// <param name="picture">The picture; it is not changed.</param>
    /// <param name="boxes">What to draw.</param>
    /// <param name="factor">How many times larger, at least 1; small pictures are unreadable otherwise.</param>
    public PixelImage Draw(PixelImage picture, IReadOnlyList<LabelledBox> boxes, int factor)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(boxes);
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 1);
        var drawn = Drawing.Enlarged(picture, factor);
        foreach (var box in boxes)
        {
            var (left, top) = ((int)Math.Round(box.X0 * drawn.Width), (int)Math.Round(box.Y0 * drawn.Height));
            var frame = new PixelBox(left, top, Math.Max(1, (int)Math.Round(box.X1 * drawn.Width) - left), Math.Max(1, (int)Math.Round(box.Y1 * drawn.Height) - top));
            var colour = LabelColours.Of(box.Label);
            Drawing.Frame(drawn, frame, colour, Math.Max(1, factor / 2));
            Label(drawn, frame, box.Label, colour);
        }

        return drawn;
    }

    // Above the box where there is room, else inside.
    private void Label(PixelImage drawn, PixelBox frame, string label, RgbColour colour)
    {
        if (words is null || label.Length == 0)
        {
            return;
        }

        var mask = words.Rasterise(label, TypeSize);
        var height = mask.Height + (2 * Margin);
        var y = frame.Y >= height ? frame.Y - height : frame.Y;
        var x = Math.Clamp(frame.X, 0, Math.Max(0, drawn.Width - mask.Width - (2 * Margin)));
        Drawing.Fill(drawn, new PixelBox(x, y, mask.Width + (2 * Margin), height), colour);
        mask.Paint(drawn, x + Margin, y + Margin, RgbColour.White);
    }
}
