namespace ChainOfSight.Training.Checkpoints;

/// <summary>Decides which checkpoints go: pure, so that the rule can be tested by tables.</summary>
public static class RetentionRule
{
    /// <summary>
    /// The checkpoints to delete. Kept are the newest <paramref name="keep"/> verified ones, the last of each finished stage, pinned ones,
    /// and whatever is not verified: that may be in the middle of being written.
    /// </summary>
    /// <param name="checkpoints">All checkpoints of the run with their stage's index, in any order.</param>
    /// <param name="keep">How many verified ones stay, at least 1.</param>
    /// <param name="isVerified">Whether a checkpoint was re-read and hashed.</param>
    /// <param name="isPinned">Whether something else refers to it.</param>
    public static IReadOnlyList<CheckpointName> ToDelete(
        IEnumerable<CheckpointInfo> checkpoints, int keep, Func<CheckpointName, bool> isVerified, Func<CheckpointName, bool> isPinned)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        var verified = checkpoints
            .Where(info => info.Manifest is not null && isVerified(info.Name))
            .OrderByDescending(info => info.StageIndex).ThenByDescending(info => info.Name.Step).ThenByDescending(info => info.Name.Generation)
            .ToList();
        var lastOfStage = verified.GroupBy(info => info.StageIndex).Select(stage => stage.First().Name).ToHashSet();
        return [.. verified.Skip(keep).Select(info => info.Name).Where(name => !lastOfStage.Contains(name) && !isPinned(name))];
    }
}
