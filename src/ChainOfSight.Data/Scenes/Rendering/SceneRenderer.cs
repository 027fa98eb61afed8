using ChainOfSight.Data.Images;
using ChainOfSight.Data.Scenes.Planning;

namespace ChainOfSight.Data.Scenes.Rendering;

/// <summary>Paints planned scenes, and knows the sizes that planning needs. Safe to call from several threads.</summary>
public sealed class SceneRenderer : ISceneSizes
{
    private readonly SceneOptions _options;
    private readonly IReadOnlyList<SceneSubject> _subjects;
    private readonly SpriteCache _sprites;
    private readonly Lazy<WordRaster> _words;

    /// <summary>Prepares.</summary>
    /// <param name="options">What scenes are like.</param>
    /// <param name="subjects">Classes with their pictures.</param>
    public SceneRenderer(SceneOptions options, IReadOnlyList<SceneSubject> subjects)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(subjects);
        (_options, _subjects) = (options, subjects);
        _sprites = new SpriteCache([.. subjects.Select(subject => subject.CutOut.Picture)]);
        _words = new Lazy<WordRaster>(() => new WordRaster(options.Text.Font));
    }

    /// <inheritdoc/>
    public int Classes => _subjects.Count;

    /// <inheritdoc/>
    public (int Width, int Height) CutOut(int sceneClass)
    {
        var picture = _subjects[sceneClass].CutOut.Picture;
        return (picture.Width, picture.Height);
    }

    /// <inheritdoc/>
    public WordShape Word(string word, int size) => _words.Value.Shape(word, size);

    /// <summary>Paints a scene.</summary>
    /// <param name="plan">What it shows.</param>
    public PixelImage Render(ScenePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var canvas = Backdrop(plan.Backdrop, _options.Side);
        foreach (var placed in plan.Objects)
        {
            _sprites.Get(placed.Class, placed.Box.Width, placed.Box.Height).Paste(canvas, placed.Box.X, placed.Box.Y);
        }

        foreach (var text in plan.Texts)
        {
            _words.Value.Rasterise(text.Word, text.Size).Paint(canvas, text.Box.X, text.Box.Y, text.Colour);
        }

        return canvas;
    }

    private static PixelImage Backdrop(SceneBackdrop backdrop, int side)
    {
        var canvas = PixelImage.Filled(side, side, backdrop.First);
        if (backdrop.First == backdrop.Last)
        {
            return canvas;
        }

        var stride = side * PixelImage.Channels;
        for (var y = 0; y < side; y++)
        {
            var row = canvas.Rgb.AsSpan(y * stride, stride);
            if (backdrop.Across && y > 0)
            {
                canvas.Rgb.AsSpan(0, stride).CopyTo(row);
                continue;
            }

            for (var x = 0; x < side; x++)
            {
                var share = (backdrop.Across ? x : y) * 255 / Math.Max(1, side - 1);
                Mix(backdrop, (byte)share).CopyTo(row[(x * PixelImage.Channels)..]);
            }
        }

        return canvas;
    }

    private static RgbColour Mix(SceneBackdrop backdrop, byte share) => new(
        AlphaComposite.Blend(backdrop.Last.Red, backdrop.First.Red, share),
        AlphaComposite.Blend(backdrop.Last.Green, backdrop.First.Green, share),
        AlphaComposite.Blend(backdrop.Last.Blue, backdrop.First.Blue, share));
}
