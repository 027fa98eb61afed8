using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Grains.Contracts.Checkpoints;

/// <summary>The checkpoints of a run; the key is the run's name. Its index is a cache: the store says what there is.</summary>
[Alias("cos.checkpoint")]
public interface ICheckpoint : IGrainWithStringKey
{
    /// <summary>A replica has written and verified one: the latest pointer moves, older ones go by the rule of retention.</summary>
    /// <param name="saved">The checkpoint.</param>
    /// <param name="keep">How many verified ones stay.</param>
    [Alias("saved")]
    Task Saved(CheckpointRef saved, int keep);

    /// <summary>The newest verified checkpoint that is whole; null where there is none.</summary>
    /// <param name="reverted">The last return of the run to a checkpoint: what older generations wrote after it does not count. Null = none.</param>
    [Alias("newest")]
    Task<NewestCheckpoint> Newest(RevertMark? reverted);

    /// <summary>The newest checkpoint of a title, <c>stage-step</c>; null where there is none that is whole.</summary>
    [Alias("find")]
    Task<CheckpointRef?> Find(string title);

    /// <summary>The latest pointer goes back; nothing else moves it backwards. The same mark again, or one that a newer generation has passed, changes nothing.</summary>
    [Alias("revert")]
    Task Revert(RevertMark mark);

    /// <summary>Retention spares the newest checkpoint of a title from now on, or no more.</summary>
    /// <param name="title">The title, <c>stage-step</c>.</param>
    /// <param name="pinned">False: lets all of that title go.</param>
    /// <exception cref="Faults.RefusedException">There is no such checkpoint; names those that there are.</exception>
    [Alias("pin")]
    Task Pin(string title, bool pinned);

    /// <summary>What the store has, newest first.</summary>
    [Alias("list")]
    [ReadOnly]
    [AlwaysInterleave]
    Task<IReadOnlyList<CheckpointView>> List();
}
