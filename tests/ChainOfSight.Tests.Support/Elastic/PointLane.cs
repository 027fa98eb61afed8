using ChainOfSight.Training.Elastic;

namespace ChainOfSight.Tests.Support.Elastic;

/// <summary>A lane whose orders are moments of its silo.</summary>
/// <param name="inner">The lane.</param>
/// <param name="silo">Its silo.</param>
/// <param name="reduced">Hears of reduced steps: stage and step.</param>
/// <param name="applied">Hears what the state is after each applied step; null = nobody does, and it is not hashed.</param>
internal sealed class PointLane(IReplicaLane inner, SiloLife silo, Action<int, ReducedStep> reduced, Action<StageMark>? applied = null) : IReplicaLane
{
    public LaneInfo Info => inner.Info;

    public LaneActivity Activity => inner.Activity;

    public StepHoldings Holdings => inner.Holdings;

    public Task<StageMark> OpenAsync(OpenStage order, CancellationToken cancellationToken) =>
        AroundAsync(order.IsForJoin ? "prepare" : "open", order.StageIndex, -1, () => inner.OpenAsync(order, cancellationToken));

    public Task<StageMark> TakeStateAsync(TakeState order, CancellationToken cancellationToken) =>
        AroundAsync("join", order.Ticket.StageIndex, order.Ticket.Step, () => inner.TakeStateAsync(order, cancellationToken));

    public Task<ReducedStep> ReduceAsync(ReduceOrder order, CancellationToken cancellationToken) => AroundAsync("reduce", order.StageIndex, order.Step, async () =>
    {
        var step = await inner.ReduceAsync(order, cancellationToken);
        reduced(order.StageIndex, step);
        return step;
    });

    public Task<AppliedStep> ApplyAsync(ApplyOrder order, CancellationToken cancellationToken) => AroundAsync("apply", order.StageIndex, order.Step, async () =>
    {
        var step = await inner.ApplyAsync(order, cancellationToken);
        if (applied is not null)
        {
            applied(await inner.MarkAsync(cancellationToken));
        }

        return step;
    });

    public void Fence(long generation) => inner.Fence(generation);

    public Task<StageMark> MarkAsync(CancellationToken cancellationToken) => inner.MarkAsync(cancellationToken);

    public Task<SavedCheckpoint> SaveAsync(SaveOrder order, CancellationToken cancellationToken) =>
        AroundAsync("save", order.StageIndex, order.Step, () => inner.SaveAsync(order, cancellationToken));

    public Task<HeldOutSums> MeasureAsync(MeasureOrder order, CancellationToken cancellationToken) =>
        AroundAsync("measure", order.StageIndex, inner.Holdings.NextStep, () => inner.MeasureAsync(order, cancellationToken));

    public Task<TransformedStage> TransformAsync(TransformOrder order, CancellationToken cancellationToken) =>
        AroundAsync("transform", order.StageIndex, -1, () => inner.TransformAsync(order, cancellationToken));

    public Task<StageScores> EvaluateAsync(EvaluateOrder order, CancellationToken cancellationToken) => inner.EvaluateAsync(order, cancellationToken);

    public Task<StateTicket> OfferStateAsync(OfferState order, CancellationToken cancellationToken) =>
        AroundAsync("offer", order.StageIndex, order.Step, () => inner.OfferStateAsync(order, cancellationToken));

    public ValueTask CloseAsync(CancellationToken cancellationToken) => inner.CloseAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async Task<T> AroundAsync<T>(string what, int stage, long step, Func<Task<T>> act)
    {
        await silo.PassAsync($"{what} begins", stage, step);
        var result = await act();
        await silo.PassAsync($"{what} ended", stage, step);
        return result;
    }
}
