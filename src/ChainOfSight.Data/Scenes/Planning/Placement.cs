using ChainOfSight.Data.Images;

namespace ChainOfSight.Data.Scenes.Planning;

/// <summary>Puts rectangles of drawn sizes on a canvas: each in a cell of its own, or anywhere without overlap.</summary>
internal sealed class Placement(SceneOptions options, ISceneSizes sizes, ScenePlaces places)
{
    private const int Gap = 1;
    private const int Tries = 200;

    private readonly int _leastObject = ToPixels(options.Objects.MinSize, options.Side);
    private readonly int _mostObject = ToPixels(options.Objects.MaxSize, options.Side);
    /// <summary>Whether a word fits a place in one of the type sizes.</summary>
    internal bool Fits(string word) => FittingSizes(word, options.Objects.Raster ? places.Cell(0) : Canvas).Any();

    /// <summary>A rectangle for a thing; null where none is free.</summary>
    internal PixelBox? Object(SceneRandom random, int sceneClass, int cell, IReadOnlyList<PixelBox> taken)
    {
        var (width, height) = sizes.CutOut(sceneClass);
        var scale = (double)random.Between(_leastObject, _mostObject) / Math.Max(width, height);
        var size = (Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
        return Put(random, size, cell, options.Objects.Snap, taken);
    }

    /// <summary>A word with its letters; null where no place is free.</summary>
    internal PlacedText? Text(SceneRandom random, string word, int cell, RgbColour colour, IReadOnlyList<PixelBox> taken)
    {
        var sizesThatFit = FittingSizes(word, Room(cell)).ToList();
        if (sizesThatFit.Count == 0)
        {
            return null;
        }

        var size = random.Pick(sizesThatFit);
        var shape = sizes.Word(word, size);
        return Put(random, (shape.Width, shape.Height), cell, options.Text.Snap, taken, shape.Left) is { } box
            ? new PlacedText(word, size, colour, box, cell, Letters(shape, box))
            : null;
    }

    private PixelBox Canvas => new(0, 0, options.Side, options.Side);

    private static int ToPixels(double share, int side) => Math.Max(1, (int)Math.Round(share * side));

    private PixelBox Room(int cell) => cell < 0 ? Canvas : places.Cell(cell);

    private IEnumerable<int> FittingSizes(string word, PixelBox room) =>
        options.Text.Sizes.Where(size => sizes.Word(word, size) is var shape && shape.Width <= room.Width && shape.Height <= room.Height);

    private List<PlacedLetter> Letters(WordShape shape, PixelBox ink)
    {
        var origin = ink.X - shape.Left;
        var letters = new List<PlacedLetter>(shape.Letters.Count);
        for (var i = 0; i < shape.Letters.Count; i++)
        {
            var left = Math.Clamp(origin + shape.Edges[i], 0, options.Side - 1);
            var right = Math.Clamp(origin + shape.Edges[i + 1], left + 1, options.Side);
            letters.Add(new PlacedLetter(shape.Letters[i], new PixelBox(left, ink.Y, right - left, ink.Height)));
        }

        return letters;
    }

    private PixelBox? Put(SceneRandom random, (int Width, int Height) size, int cell, int snap, IReadOnlyList<PixelBox> taken, int snapOffset = 0)
    {
        var room = Room(cell);
        var (width, height) = (Math.Min(size.Width, room.Width), Math.Min(size.Height, room.Height));
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var box = new PixelBox(
                Start(random, room.X, room.Width - width, snap, snapOffset), Start(random, room.Y, room.Height - height, snap, 0), width, height);
            if (cell >= 0 || !taken.Any(other => other.Meets(box, Gap)))
            {
                return box;
            }
        }

        return null;
    }

    // A multiple of the snap, moved by the offset, within the room; where none is, anywhere.
    private static int Start(SceneRandom random, int from, int slack, int snap, int offset)
    {
        var first = (int)Math.Ceiling((double)(from - offset) / snap);
        var last = (int)Math.Floor((double)(from + slack - offset) / snap);
        return first <= last ? (random.Between(first, last) * snap) + offset : from + random.Between(0, slack);
    }
}
