namespace ChainOfSight.Data.Scenes;

/// <summary>Text that scenes show, to be read.</summary>
public sealed record SceneTextOptions
{
    /// <summary>Chance that a scene shows text, 0 to 1. Default 0.</summary>
    public double Chance { get; init; }

    /// <summary>Fewest words of a scene with text, 1 to <see cref="Max"/>. Default 1.</summary>
    public int Min { get; init; } = 1;

    /// <summary>Most words of a scene with text, up to 36; each takes a place. Default 1.</summary>
    public int Max { get; init; } = 1;

    /// <summary>Words to draw from, each of visible characters. Default sixteen of three letters.</summary>
    public IReadOnlyList<string> Words { get; init; } =
        ["TEA", "ZOO", "GYM", "PUB", "ICE", "HOT", "NEW", "RED", "MAP", "BOX", "JAM", "KEY", "SKY", "VAN", "FIX", "LAW"];

    /// <summary>
    /// Type sizes to draw from, em in pixels, 4 to 512. Default 26 and 13: in the default font a letter is then 16 or 8 pixels wide, a whole number of patches.
    /// Sizes at which a word does not fit its place are passed over.
    /// </summary>
    public IReadOnlyList<int> Sizes { get; init; } = [26, 13];

    /// <summary>
    /// The first letter's cell, and the top of the ink, start at multiples of so many pixels, 1 to 64. Default 8. Letters that keep to the patches of a tower are
    /// learned in minutes, others are not.
    /// </summary>
    public int Snap { get; init; } = 8;

    /// <summary>Largest value of a channel of the type's colour, 0 to 255. Default 90.</summary>
    public int Lightest { get; init; } = 90;

    /// <summary>Font file, or a name in the folder of Debian's fonts-dejavu-core. Default <c>DejaVuSansMono-Bold</c>.</summary>
    public string Font { get; init; } = "DejaVuSansMono-Bold";

    /// <summary>Which boxes of text stand among the boxes of a sample. Default <see cref="TextBoxes.Words"/>.</summary>
    public TextBoxes Boxes { get; init; } = TextBoxes.Words;
}
