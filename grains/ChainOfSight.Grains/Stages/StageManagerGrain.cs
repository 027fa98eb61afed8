using ChainOfSight.Grains.Contracts.Stages;

namespace ChainOfSight.Grains.Stages;

/// <inheritdoc cref="IStageManager"/>
public sealed class StageManagerGrain([PersistentState("stages")] IPersistentState<StagePlanState> plan) : Grain, IStageManager
{
    /// <inheritdoc/>
    public Task<StageStep> Begin(StageChangeOrder order) => ChangeAsync(StageMachine.Begin(plan.State, order));

    /// <inheritdoc/>
    public Task<StageStep> Advance(StageEvent happened) => ChangeAsync(StageMachine.Advance(plan.State, happened));

    /// <inheritdoc/>
    public Task<IReadOnlyList<StageChange>> History() => Task.FromResult(StageMachine.History(plan.State));

    private async Task<StageStep> ChangeAsync(StagePlanState next)
    {
        if (next != plan.State)
        {
            await plan.ChangeAsync(next);
        }

        return StageMachine.Step(next);
    }
}
