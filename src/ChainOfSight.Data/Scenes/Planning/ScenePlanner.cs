using ChainOfSight.Data.Images;
using ChainOfSight.Data.Ordering;

namespace ChainOfSight.Data.Scenes.Planning;

/// <summary>
/// Decides what a scene shows: a pure function of options, sizes and index, so that any scene can be made alone, on any machine.
/// </summary>
public sealed class ScenePlanner
{
    private const int Attempts = 2000;

    private readonly SceneOptions _options;
    private readonly ScenePlaces _places;
    private readonly ClassDraw _classes;
    private readonly Placement _placement;
    private readonly CombinationSplit _combinations;
    private readonly ulong _key;

    /// <summary>Checks the options and prepares.</summary>
    /// <param name="options">What scenes are like.</param>
    /// <param name="sizes">Sizes of cut-outs and words.</param>
    /// <exception cref="SceneOptionsException">The options are illegal, with all faults, or a word does not fit.</exception>
    public ScenePlanner(SceneOptions options, ISceneSizes sizes)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(sizes);
        if (SceneOptionsRule.Faults(options) is { Count: > 0 } faults)
        {
            throw new SceneOptionsException(faults);
        }

        _options = options;
        _places = new ScenePlaces(options.Objects.Columns, options.Objects.Rows, options.Side);
        _classes = new ClassDraw(options.Objects, options.Questions, sizes.Classes);
        _placement = new Placement(options, sizes, _places);
        _combinations = new CombinationSplit(options);
        _key = KeyedHash.Combine(KeyedHash.Combine((ulong)options.Seed, "scenes"), options.Split == SceneSplit.Train ? 0UL : 1UL);
        var large = options.Text.Chance > 0 ? options.Text.Words.Where(word => !_placement.Fits(word)).ToList() : [];
        if (large.Count > 0)
        {
            throw new SceneOptionsException($"text.words: {string.Join(", ", large.Select(word => $"\"{word}\""))} does not fit a place at any of text.sizes; use shorter words, smaller type or fewer columns.");
        }
    }

    /// <summary>Names of the places.</summary>
    public ScenePlaces Places => _places;

    /// <summary>Plans one scene.</summary>
    /// <param name="index">Its index within the split, at least 0.</param>
    /// <exception cref="SceneOptionsException">So many things never fit, or no combination is left for the split.</exception>
    public ScenePlan Plan(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var key = KeyedHash.Combine(_key, (ulong)index);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var plan = TryPlan(index, new SceneRandom(KeyedHash.Combine(key, (ulong)attempt)));
            if (plan is not null)
            {
                return plan;
            }
        }

        throw new SceneOptionsException(_options.Objects.Raster
            ? $"heldOutCombinations = {_options.HeldOutCombinations} leaves no scene for {_options.Split}; use more classes or another share."
            : $"objects.min = {_options.Objects.Min} things of up to objects.maxSize = {_options.Objects.MaxSize} never fit without overlap; use fewer or smaller ones.");
    }

    private ScenePlan? TryPlan(long index, SceneRandom random)
    {
        var cells = _options.Objects.Raster ? random.Shuffled(Enumerable.Range(0, _places.Names.Count)) : [];
        var room = _options.Objects.Raster ? cells.Count : int.MaxValue;
        var wanted = random.Chance(_options.Text.Chance) ? random.Between(_options.Text.Min, _options.Text.Max) : 0;
        var words = Math.Max(0, Math.Min(wanted, room - _options.Objects.Min));
        var (counted, classes) = _classes.Draw(random, room - words);
        if (!_combinations.Admits(classes))
        {
            return null;
        }

        var taken = new List<PixelBox>();
        var texts = PlaceTexts(random, words, cells, taken);
        var objects = PlaceObjects(random, classes, cells, taken);
        return objects is null || texts is null ? null : new ScenePlan
        {
            Index = index,
            Backdrop = DrawBackdrop(random),
            Objects = objects,
            Texts = texts,
            CountedClass = counted,
        };
    }

    private List<PlacedObject>? PlaceObjects(SceneRandom random, List<int> classes, List<int> cells, List<PixelBox> taken)
    {
        var objects = new List<PlacedObject>(classes.Count);
        for (var i = 0; i < classes.Count; i++)
        {
            var cell = cells.Count > 0 ? cells[i] : -1;
            if (_placement.Object(random, classes[i], cell, taken) is not { } box)
            {
                return null;
            }

            taken.Add(box);
            objects.Add(new PlacedObject(classes[i], box, cell >= 0 ? cell : _places.PlaceOf(box)));
        }

        return objects;
    }

    private List<PlacedText>? PlaceTexts(SceneRandom random, int count, List<int> cells, List<PixelBox> taken)
    {
        var texts = new List<PlacedText>(count);
        for (var i = 0; i < count; i++)
        {
            var cell = cells.Count > 0 ? cells[^(i + 1)] : -1;
            var colour = DrawColour(random, 0, _options.Text.Lightest);
            if (_placement.Text(random, random.Pick(_options.Text.Words), cell, colour, taken) is not { } text)
            {
                return null;
            }

            taken.Add(text.Box);
            texts.Add(text with { Place = cell >= 0 ? cell : _places.PlaceOf(text.Box) });
        }

        return texts;
    }

    private SceneBackdrop DrawBackdrop(SceneRandom random)
    {
        var first = DrawColour(random, _options.Background.Darkest, _options.Background.Lightest);
        var last = new RgbColour(Near(random, first.Red), Near(random, first.Green), Near(random, first.Blue));
        var kind = random.Pick(_options.Background.Kinds);
        return new SceneBackdrop(first, kind == BackgroundKind.Flat ? first : last, random.Chance(0.5));
    }

    private byte Near(SceneRandom random, byte value)
    {
        var contrast = _options.Background.Contrast;
        return (byte)Math.Clamp(value + random.Between(-contrast, contrast), 0, 255);
    }

    private static RgbColour DrawColour(SceneRandom random, int least, int most) =>
        new((byte)random.Between(least, most), (byte)random.Between(least, most), (byte)random.Between(least, most));
}
