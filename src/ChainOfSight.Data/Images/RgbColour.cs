using System.Globalization;

namespace ChainOfSight.Data.Images;

/// <summary>An 8-bit sRGB colour.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
public readonly record struct RgbColour(byte Red, byte Green, byte Blue)
{
    /// <summary>White, the background that stands behind transparent pixels by default.</summary>
    public static RgbColour White { get; } = new(255, 255, 255);

    /// <summary>Black.</summary>
    public static RgbColour Black { get; }

    /// <summary>Reads a colour written as <c>#rrggbb</c>.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="colour">The colour, or black where the text is none.</param>
    /// <returns>Whether the text is a colour.</returns>
    public static bool TryParse(string? text, out RgbColour colour)
    {
        colour = Black;
        if (text is not { Length: 7 } || text[0] != '#'
            || !int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        colour = new RgbColour((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return true;
    }

    /// <summary>Writes red, green, blue to the first three bytes.</summary>
    /// <param name="pixel">At least three bytes.</param>
    public void CopyTo(Span<byte> pixel)
    {
        pixel[2] = Blue;
        pixel[1] = Green;
        pixel[0] = Red;
    }

    /// <summary>The colour as <c>#rrggbb</c>.</summary>
    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";
}
