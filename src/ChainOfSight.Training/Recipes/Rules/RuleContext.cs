using ChainOfSight.Training.Recipes.Binding;

namespace ChainOfSight.Training.Recipes.Rules;

/// <summary>A recipe under judgement: rules over several keys report here; those whose keys are already faulty stay silent.</summary>
internal sealed class RuleContext(Recipe recipe, FaultList faults)
{
    public Recipe Recipe { get; } = recipe;

    public bool Sound(params ReadOnlySpan<string> paths) => !faults.Touches(paths);

    /// <summary>Reports a fault unless <paramref name="sound"/>; the keys that it follows from are named by their paths.</summary>
    public void Require(bool sound, string path, string problem, string legal, string remedy, params ReadOnlySpan<string> follows)
    {
        if (!sound && Sound(path) && Sound(follows))
        {
            faults.Add(path, problem, legal, remedy);
        }
    }

    /// <summary>Reports a name that none of <paramref name="legal"/> is, with the nearest one.</summary>
    /// <returns>Whether the name can be followed.</returns>
    public bool RequireName(string? name, IReadOnlyCollection<string> legal, string path, string what, string within)
    {
        if (name is not null && legal.Contains(name))
        {
            return true;
        }

        // What is named stands there with a fault of its own.
        if (name is null || faults.Holds($"{within}.{name}") || !Sound(within))
        {
            return false;
        }

        var nearest = NearestName.Find(name, legal);
        Require(false, path, $"there is no {what} \"{name}\"", legal.Count == 0 ? $"none, the recipe has no {what}" : string.Join(", ", legal),
            nearest is null ? $"Name one of them or add the {what}." : $"Did you mean \"{nearest}\"?");
        return false;
    }
}
