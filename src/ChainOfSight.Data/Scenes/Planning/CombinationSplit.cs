using ChainOfSight.Data.Ordering;

namespace ChainOfSight.Data.Scenes.Planning;

/// <summary>Keeps a share of combinations of things for validation, by hash: no list, the same on every machine.</summary>
internal sealed class CombinationSplit(SceneOptions options)
{
    private readonly ulong _key = KeyedHash.Combine((ulong)options.Seed, "combinations");

    /// <summary>Whether a scene of these classes may occur in the options' split. Fewer than two things are no combination.</summary>
    internal bool Admits(IReadOnlyCollection<int> classes)
    {
        if (options.HeldOutCombinations <= 0 || classes.Count < 2)
        {
            return true;
        }

        var hash = classes.Order().Aggregate(_key, (key, next) => KeyedHash.Combine(key, (ulong)next));
        var isHeldOut = (hash >> 11) * (1.0 / (1UL << 53)) < options.HeldOutCombinations;
        return isHeldOut == (options.Split == SceneSplit.Validation);
    }
}
