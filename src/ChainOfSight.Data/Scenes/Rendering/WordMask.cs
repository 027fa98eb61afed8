using ChainOfSight.Data.Images;

namespace ChainOfSight.Data.Scenes.Rendering;

/// <summary>The ink of a word: how much of each pixel it covers, 0 to 255.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Coverage">Cover <c>[height, width]</c>.</param>
public sealed record WordMask(int Width, int Height, byte[] Coverage)
{
    /// <summary>Paints the word; what lies outside of the canvas is left out.</summary>
    /// <param name="canvas">Where to paint.</param>
    /// <param name="x">Left column of the ink.</param>
    /// <param name="y">Top row of the ink.</param>
    /// <param name="colour">The word's colour.</param>
    public void Paint(PixelImage canvas, int x, int y, RgbColour colour)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        for (var row = Math.Max(0, -y); row < Math.Min(Height, canvas.Height - y); row++)
        {
            for (var column = Math.Max(0, -x); column < Math.Min(Width, canvas.Width - x); column++)
            {
                var cover = Coverage[(row * Width) + column];
                var at = canvas.Rgb.AsSpan((((y + row) * canvas.Width) + x + column) * 3, 3);
                at[0] = AlphaComposite.Blend(colour.Red, at[0], cover);
                at[1] = AlphaComposite.Blend(colour.Green, at[1], cover);
                at[2] = AlphaComposite.Blend(colour.Blue, at[2], cover);
            }
        }
    }
}
