using ChainOfSight.Training.Checkpoints;

namespace ChainOfSight.Tests.Unit.Training.Checkpoints;

/// <summary>Retention counts verified checkpoints and spares what something else needs.</summary>
public sealed class RetentionRuleTests
{
    private static readonly CheckpointManifest Manifest = new(1, []);

    [Fact]
    public void Newest_verified_and_last_of_each_stage_stay()
    {
        var all = new[] { Info("a", 0, 10), Info("a", 0, 20), Info("b", 1, 0), Info("b", 1, 10), Info("b", 1, 20), Info("b", 1, 30) };

        var deleted = RetentionRule.ToDelete(all, 2, _ => true, _ => false);

        Assert.Equal(["b-10", "b-0", "a-10"], deleted.Select(name => name.Title));
    }

    [Fact]
    public void Unverified_and_pinned_ones_stay_and_do_not_count()
    {
        var all = new[] { Info("a", 0, 10), Info("a", 0, 20), Info("a", 0, 30), Info("a", 0, 40) };

        var deleted = RetentionRule.ToDelete(all, 1, name => name.Step != 40, name => name.Step == 10);

        Assert.Equal(["a-20"], deleted.Select(name => name.Title));
    }

    [Fact]
    public void Torn_ones_are_left_alone()
    {
        var torn = Info("a", 0, 5) with { Manifest = null };

        Assert.Empty(RetentionRule.ToDelete([torn, Info("a", 0, 10)], 1, _ => true, _ => false));
    }

    private static CheckpointInfo Info(string stage, int index, long step) =>
        new(new CheckpointName("run", stage, step, 1, "local"), Manifest, index, DateTimeOffset.UnixEpoch, null);
}
