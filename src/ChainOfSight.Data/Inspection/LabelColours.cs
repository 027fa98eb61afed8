using ChainOfSight.Data.Images;
using ChainOfSight.Data.Ordering;

namespace ChainOfSight.Data.Inspection;

/// <summary>Colours that can be told apart on most pictures; a label has the same one everywhere.</summary>
public static class LabelColours
{
    private static readonly RgbColour[] Colours =
    [
        new(0xE6, 0x19, 0x4B), new(0x00, 0x82, 0xC8), new(0x3C, 0xB4, 0x4B), new(0xF5, 0x82, 0x31), new(0x91, 0x1E, 0xB4),
        new(0x00, 0x80, 0x80), new(0xAA, 0x6E, 0x28), new(0x80, 0x00, 0x00), new(0x00, 0x00, 0x80), new(0xF0, 0x32, 0xE6),
    ];

    /// <summary>The colour of a label.</summary>
    /// <param name="label">Any text.</param>
    public static RgbColour Of(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        return Colours[KeyedHash.Below(KeyedHash.Combine(0, label), (ulong)Colours.Length)];
    }

    /// <summary>The colour of the i-th of several things, such as the scales of a layout.</summary>
    /// <param name="index">At least 0.</param>
    public static RgbColour Of(int index) => Colours[index % Colours.Length];
}
