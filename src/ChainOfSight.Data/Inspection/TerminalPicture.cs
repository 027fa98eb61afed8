using System.Text;
using ChainOfSight.Data.Images;

namespace ChainOfSight.Data.Inspection;

/// <summary>Shows a picture in a terminal of 24-bit colour: each character is two pixels, one above the other.</summary>
public static class TerminalPicture
{
    private const string UpperHalf = "\u2580";
    private const string Reset = "\u001b[0m";

    /// <summary>Renders lines of text with colour codes, each ended by a line feed.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="columns">Characters of a line, at least 1. A narrower picture is not enlarged.</param>
    public static string Render(PixelImage picture, int columns)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        var width = Math.Min(columns, picture.Width);
        var height = Math.Max(2, (int)Math.Round((double)picture.Height * width / picture.Width / 2) * 2);
        var small = BicubicResize.Resize(picture, width, height);
        var text = new StringBuilder();
        for (var y = 0; y < height; y += 2)
        {
            for (var x = 0; x < width; x++)
            {
                var (upper, lower) = (small[x, y], small[x, y + 1]);
                text.Append($"\u001b[38;2;{upper.Red};{upper.Green};{upper.Blue}m\u001b[48;2;{lower.Red};{lower.Green};{lower.Blue}m{UpperHalf}");
            }

            text.Append(Reset).Append('\n');
        }

        return text.ToString();
    }
}
