using ChainOfSight.Data.Scenes.Planning;

namespace ChainOfSight.Data.Scenes.Asking;

/// <summary>Names one thing of a scene so that no other is meant.</summary>
internal static class ReferringPhrase
{
    /// <summary>The shortest phrase that fits the thing only: "the dog", "the dog in the top left"; null where there is none.</summary>
    internal static string? For(ScenePlan plan, PlacedObject placed, IReadOnlyList<Noun> nouns, IReadOnlyList<string> places)
    {
        var name = nouns[placed.Class].Name;
        var same = plan.Objects.Where(other => other.Class == placed.Class).ToList();
        if (same.Count == 1)
        {
            return $"the {name}";
        }

        // One whose place is unclear might be meant as well.
        var isOnlyThere = placed.Place >= 0 && same.All(other => other.Place >= 0) && same.Count(other => other.Place == placed.Place) == 1;
        return isOnlyThere ? $"the {name} in the {places[placed.Place]}" : null;
    }
}
