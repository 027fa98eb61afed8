using ChainOfSight.Data.Ordering;

namespace ChainOfSight.Data.Scenes.Planning;

/// <summary>Random numbers of one scene: the same on every machine, by counting through a keyed hash.</summary>
internal sealed class SceneRandom(ulong key)
{
    private ulong _count;

    /// <summary>A stream of its own for another purpose, so that more draws there change nothing here.</summary>
    internal SceneRandom Fork(string purpose) => new(KeyedHash.Combine(key, purpose));

    /// <summary>A whole number from 0 to below <paramref name="bound"/>.</summary>
    internal int Below(int bound) => (int)KeyedHash.Below(Next(), (ulong)bound);

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    internal int Between(int least, int most) => least + Below(Math.Max(1, most - least + 1));

    /// <summary>A number from 0 to below 1.</summary>
    internal double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with this chance.</summary>
    internal bool Chance(double chance) => Share() < chance;

    /// <summary>One of several.</summary>
    internal T Pick<T>(IReadOnlyList<T> values) => values[Below(values.Count)];

    /// <summary>All of several in random order.</summary>
    internal List<T> Shuffled<T>(IEnumerable<T> values)
    {
        var list = values.ToList();
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }

        return list;
    }

    private ulong Next() => KeyedHash.Combine(key, _count++);
}
