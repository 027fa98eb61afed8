using ChainOfSight.Training.Scheduling;

namespace ChainOfSight.Tests.Unit.Training.Scheduling;

/// <summary>Random numbers are keyed by seed, stage, step and slot, and by nothing else.</summary>
public sealed class RandomKeyTests
{
    [Fact]
    public void Keys_are_repeatable_and_distinct()
    {
        var keys = (from seed in Enumerable.Range(0, 4)
                    from stage in Enumerable.Range(0, 4)
                    from step in Enumerable.Range(0, 40)
                    from slot in Enumerable.Range(0, 8)
                    select RandomKey.Of(seed, stage, step, slot)).ToList();

        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.All(keys, key => Assert.True(key >= 0));
        Assert.Equal(RandomKey.Of(1, 2, 3, 4), RandomKey.Of(1, 2, 3, 4));
    }

    [Fact]
    public void Purposes_have_keys_of_their_own()
    {
        Assert.NotEqual(RandomKey.Of(1, "decoder"), RandomKey.Of(1, "tower"));
        Assert.NotEqual(RandomKey.Of(1, "decoder"), RandomKey.Of(2, "decoder"));
    }
}
