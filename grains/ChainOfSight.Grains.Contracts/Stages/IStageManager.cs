namespace ChainOfSight.Grains.Contracts.Stages;

/// <summary>
/// The stage plan of a run and the hand-over between stages; the key is the run's name. Every state is persisted, repeatable and goes on
/// after a crash. What it decides counts only once the run's record says so.
/// </summary>
[Alias("cos.stage-manager")]
public interface IStageManager : IGrainWithStringKey
{
    /// <summary>Begins the change from one stage to the next, or says how far the same change is.</summary>
    /// <exception cref="Faults.StaleOrderException">A newer generation gave orders.</exception>
    [Alias("begin")]
    Task<StageStep> Begin(StageChangeOrder order);

    /// <summary>Says what happened; the same event again changes nothing.</summary>
    /// <returns>What is to be done next.</returns>
    /// <exception cref="Faults.StaleOrderException">A newer generation gave orders.</exception>
    [Alias("advance")]
    Task<StageStep> Advance(StageEvent happened);

    /// <summary>Every change so far, oldest first.</summary>
    [Alias("history")]
    [ReadOnly]
    [AlwaysInterleave]
    Task<IReadOnlyList<StageChange>> History();
}
