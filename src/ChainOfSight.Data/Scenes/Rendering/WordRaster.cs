using System.Collections.Concurrent;
using System.Globalization;
using ChainOfSight.Data.Images.Native;
using ChainOfSight.Data.Scenes.Planning;
using ChainOfSight.Storage;

namespace ChainOfSight.Data.Scenes.Rendering;

/// <summary>Rasterises words by libvips (Pango) in one font, and keeps them. Safe to call from several threads.</summary>
public sealed class WordRaster
{
    private const string FontFolder = "/usr/share/fonts/truetype/dejavu";

    private const string Block = "\u2588";

    private readonly string _file;
    private readonly string _family;
    private readonly ConcurrentDictionary<(string Word, int Size), WordMask> _masks = new();
    private readonly ConcurrentDictionary<(string Word, int Size), WordShape> _shapes = new();

    /// <summary>Finds the font.</summary>
    /// <param name="font">A font file, or the name of one in the folder of Debian's fonts-dejavu-core, such as <c>DejaVuSans</c>.</param>
    /// <exception cref="UserErrorException">There is no such font.</exception>
    public WordRaster(string font)
    {
        ArgumentException.ThrowIfNullOrEmpty(font);
        string[] places = [font, Path.Combine(FontFolder, font + ".ttf")];
        _file = Array.Find(places, File.Exists)
            ?? throw new UserErrorException($"The font \"{font}\" was not found. Name a font file, or install the Debian package fonts-dejavu-core (sudo apt-get install fonts-dejavu-core), which has DejaVuSans, DejaVuSans-Bold, DejaVuSansMono, DejaVuSansMono-Bold and DejaVuSerif.");
        _family = FontFamily.NameOf(_file);
    }

    /// <summary>The ink of a word, without margin.</summary>
    /// <param name="word">The word.</param>
    /// <param name="size">Em in pixels.</param>
    /// <exception cref="UserErrorException">libvips is not installed, or cannot set the word.</exception>
    public WordMask Rasterise(string word, int size) => _masks.GetOrAdd((word, size), key => Make(key.Word, key.Size));

    /// <summary>The size of a word as it is set.</summary>
    /// <param name="word">The word.</param>
    /// <param name="size">Em in pixels.</param>
    /// <exception cref="UserErrorException">libvips is not installed, or cannot set the word.</exception>
    public WordShape Shape(string word, int size) => _shapes.GetOrAdd((word, size), key => Measure(key.Word, key.Size));

    // libvips gives ink without saying where the line began. A full block, whose ink is its whole cell, marks it.
    private WordShape Measure(string word, int size)
    {
        var block = Rasterise(Block, size).Width;
        var two = Rasterise(Block + Block, size).Width;
        var (cell, bleed) = (two - block, (block - (two - block) + 1) / 2);
        var letters = new List<string>();
        var edges = new List<int> { 0 };
        for (var elements = StringInfo.GetTextElementEnumerator(word); elements.MoveNext();)
        {
            letters.Add(elements.GetTextElement());
            edges.Add(Rasterise(Block + string.Concat(letters) + Block, size).Width - two);
        }

        var ink = Rasterise(word, size);
        var right = Rasterise(Block + word, size).Width - bleed - cell;
        return new WordShape(ink.Width, ink.Height, right - ink.Width, edges, letters);
    }

    private WordMask Make(string word, int size)
    {
        try
        {
            // 72 dots per inch make a point a pixel.
            return VipsText.Rasterise(Escape(word), $"{_family} {size}", _file, dotsPerInch: 72);
        }
        catch (VipsException fault)
        {
            throw new UserErrorException($"The word \"{word}\" cannot be set in {_file}: {fault.Message}", fault);
        }
    }

    // libvips reads Pango markup.
    private static string Escape(string word) => word
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
