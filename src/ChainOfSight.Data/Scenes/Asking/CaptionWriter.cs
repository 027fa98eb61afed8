using ChainOfSight.Data.Scenes.Planning;

namespace ChainOfSight.Data.Scenes.Asking;

/// <summary>Describes a scene in reading order.</summary>
internal sealed class CaptionWriter(CaptionStyle style, IReadOnlyList<Noun> nouns, IReadOnlyList<string> places)
{
    /// <summary>The caption; null where none is wanted or nothing is there.</summary>
    internal string? Write(ScenePlan plan)
    {
        var objects = plan.Objects.OrderBy(placed => ReadingOrder(placed.Place, placed.Box)).ToList();
        var parts = style switch
        {
            CaptionStyle.Names => Names(plan, withPlaces: false),
            CaptionStyle.NamesAndPlaces => Names(plan, withPlaces: true),
            CaptionStyle.Counts => Counts(plan, objects),
            CaptionStyle.Places => Places(plan, objects),
            _ => [],
        };
        return parts.Count == 0 ? null : style == CaptionStyle.Counts ? Sentence(parts) : string.Join(", ", parts);
    }

    private static (int, int, int) ReadingOrder(int place, PixelBox box) => (place < 0 ? int.MaxValue : place, box.Y, box.X);

    private List<string> Names(ScenePlan plan, bool withPlaces)
    {
        var things = plan.Objects.Select(placed => (Order: ReadingOrder(placed.Place, placed.Box), placed.Place, Text: nouns[placed.Class].Name));
        var words = plan.Texts.Select(text => (Order: ReadingOrder(text.Place, text.Box), text.Place, Text: text.Word));
        return [.. things.Concat(words).OrderBy(entry => entry.Order).Select(entry => withPlaces && entry.Place >= 0 ? $"{entry.Text} {places[entry.Place]}" : entry.Text)];
    }

    private List<string> Counts(ScenePlan plan, List<PlacedObject> objects)
    {
        var parts = objects.Select(placed => placed.Class).Distinct().Select(sceneClass => nouns[sceneClass].Counted(plan.CountOf(sceneClass)));
        return [.. parts, .. plan.Texts.Select(text => $"the word {text.Word}")];
    }

    private List<string> Places(ScenePlan plan, List<PlacedObject> objects)
    {
        var parts = objects.Select(placed => nouns[placed.Class].WithArticle + At(placed.Place));
        return [.. parts, .. plan.Texts.Select(text => $"the word {text.Word}{At(text.Place)}")];
    }

    private string At(int place) => place < 0 ? "" : $" in the {places[place]}";

    private static string Sentence(List<string> parts) =>
        parts.Count == 1 ? parts[0] : string.Join(", ", parts.Take(parts.Count - 1)) + " and " + parts[^1];
}
