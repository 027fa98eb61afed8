using ChainOfSight.Data.Images;
using ChainOfSight.Data.Scenes;
using ChainOfSight.Data.Scenes.Planning;
using ChainOfSight.Data.Scenes.Rendering;

namespace ChainOfSight.Tests.Unit.Scenes;

/// <summary>Classes with plain pictures: opaque rectangles of one colour each, in two groups.</summary>
internal static class SceneSamples
{
    private static readonly (string Name, string Group, int Width, int Height)[] Things =
        [("dog", "animals", 20, 10), ("cat", "animals", 10, 20), ("fish", "animals", 16, 16), ("car", "traffic", 24, 12), ("bus", "traffic", 12, 15), ("apple", "food", 9, 9)];

    internal static IReadOnlyList<SceneSubject> Subjects { get; } =
        [.. Things.Select((thing, index) => new SceneSubject(new SceneClass { Name = thing.Name }, Rectangle(thing.Name, thing.Group, thing.Width, thing.Height, ColourOf(index))))];

    internal static ScenePlanner Planner(SceneOptions options) => new(options, new Sizes());

    internal static SceneComposer Composer(SceneOptions options) => new(options, Subjects);

    internal static RgbColour ColourOf(int sceneClass) => new((byte)(20 * sceneClass), 0, 0);

    private static CutOut Rectangle(string name, string group, int width, int height, RgbColour colour)
    {
        // A transparent margin of two pixels, which is cropped.
        var pixels = new byte[(width + 4) * (height + 4) * 4];
        for (var y = 2; y < height + 2; y++)
        {
            for (var x = 2; x < width + 2; x++)
            {
                var at = pixels.AsSpan(((y * (width + 4)) + x) * 4, 4);
                colour.CopyTo(at);
                at[3] = 255;
            }
        }

        return CutOut.From(name, group, new PixelRaster(width + 4, height + 4, 4, pixels));
    }

    private sealed class Sizes : ISceneSizes
    {
        public int Classes => Things.Length;

        public (int Width, int Height) CutOut(int sceneClass) => (Things[sceneClass].Width, Things[sceneClass].Height);

        public WordShape Word(string word, int size) => new(
            (word.Length * (size / 2)) - 1, size, 1, [.. Enumerable.Range(0, word.Length + 1).Select(i => i * (size / 2))], [.. word.Select(letter => letter.ToString())]);
    }
}
