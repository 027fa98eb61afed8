using ChainOfSight.Data.Scenes.Planning;

namespace ChainOfSight.Data.Scenes.Asking;

/// <summary>Draws a class that a scene lacks; hard ones belong to the group of something that is there.</summary>
internal sealed class NegativeDraw(IReadOnlyList<string> groups, double hardChance)
{
    /// <summary>A class that is absent; null where the scene shows all.</summary>
    internal int? Draw(ScenePlan plan, SceneRandom random)
    {
        var present = plan.Objects.Select(placed => placed.Class).ToHashSet();
        var absent = Enumerable.Range(0, groups.Count).Where(index => !present.Contains(index)).ToList();
        var hard = absent.Where(index => groups[index].Length > 0 && present.Any(other => groups[other] == groups[index])).ToList();
        var wantsHard = random.Chance(hardChance);
        var from = wantsHard && hard.Count > 0 ? hard : absent;
        return from.Count == 0 ? null : random.Pick(from);
    }
}
