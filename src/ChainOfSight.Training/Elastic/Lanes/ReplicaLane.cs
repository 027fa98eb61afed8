using System.Security.Cryptography;
using ChainOfSight.Data.Slots;
using ChainOfSight.Storage;
using ChainOfSight.Training.Checkpoints;
using ChainOfSight.Training.Progress;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Runs.Metrics;
using ChainOfSight.Training.Stages;
using ChainOfSight.Training.Steps;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Elastic;

/// <summary>A lane with real tensors: takes orders in turn, and hands each to the class that does it.</summary>
/// <remarks>Weights, optimizer and sums belong to the lane's thread. Nothing random is drawn but what (seed, stage, step, slot) decide.</remarks>
internal sealed class ReplicaLane(ReplicaLaneServices services, LaneStart start, string device, LaneInfo info, Lane lane, IGradientExchange exchange) : IReplicaLane
{
    private readonly GenerationGate gate = new();
    private readonly OrderLine line = new();
    private readonly LaneJournal journal = new(services.Time, info.Incarnation);
    private readonly CancellationTokenSource ending = new();
    private volatile StageReplica? open;
    private LaneRun? run;

    /// <inheritdoc/>
    public LaneInfo Info => info;

    /// <inheritdoc/>
    public LaneActivity Activity => journal.Read(lane.WorkingSince, line.Waiting);

    /// <inheritdoc/>
    public StepHoldings Holdings => open?.Holdings ?? StepHoldings.None;

    /// <inheritdoc/>
    public void Fence(long generation)
    {
        gate.Fence(generation);
        Obey();
    }

    /// <inheritdoc/>
    public Task<StageMark> OpenAsync(OpenStage order, CancellationToken cancellationToken) =>
        OrderAsync(order.Run, order.Generation, LaneWork.Opening, $"stage {order.StageIndex}", (token, _) => OpenNowAsync(order, token), cancellationToken, mayChangeRun: true);

    /// <inheritdoc/>
    public Task<StageMark> TakeStateAsync(TakeState order, CancellationToken cancellationToken) =>
        OrderAsync(order.Run, order.Generation, LaneWork.Taking, $"step {order.Ticket.Step}", (token, _) => TakeNowAsync(order.Ticket, order.Expected, token), cancellationToken);

    /// <inheritdoc/>
    public Task<ReducedStep> ReduceAsync(ReduceOrder order, CancellationToken cancellationToken) => OrderAsync(
        order.Run, order.Generation, LaneWork.Reducing, $"step {order.Step}",
        async (token, generation) =>
        {
            var replica = Require(order.StageIndex, order.Step);
            var context = new LaneReducer.Context(replica, lane, exchange, journal, services.Time, order, generation);
            return replica.FindReduced(order.Step, order.Generation) ?? await Reducer(context, replica.Sum).RunAsync(token).ConfigureAwait(false);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<AppliedStep> ApplyAsync(ApplyOrder order, CancellationToken cancellationToken) => OrderAsync(
        order.Run, order.Generation, LaneWork.Applying, $"step {order.Step}",
        async (_, _) =>
        {
            if (Require(order.StageIndex, null) is var replica && replica.FindApplied(order.Step) is { } done)
            {
                return done;
            }

            replica.Require(order.StageIndex, order.Step);

            // Whoever joins has taken it: nobody steps before.
            exchange.Offer(null, null);
            var (applied, taken) = await TimedAsync(() => replica.Apply(order)).ConfigureAwait(false);
            exchange.Forget(order.Run, order.StageIndex, replica.NextStep);
            return applied with { Compute = taken };
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<StageMark> MarkAsync(CancellationToken cancellationToken) => gate.Run is { } current
        ? OrderAsync(current, gate.Generation, LaneWork.Hashing, null, (_, _) => lane.RunAsync(Require(null).Mark), cancellationToken)
        : throw new LaneOrderException("No stage is open on this lane.");

    /// <inheritdoc/>
    public async Task<SavedCheckpoint> SaveAsync(SaveOrder order, CancellationToken cancellationToken)
    {
        using var snapshot = await OrderAsync(
            order.Run, order.Generation, LaneWork.Saving, $"step {order.Step}",
            (_, _) =>
            {
                var replica = Require(order.StageIndex, order.Step);
                return lane.RunAsync(() => replica.Copy(services.Time), CancellationToken.None);
            },
            cancellationToken).ConfigureAwait(false);
        var content = await snapshot.ReadAsync().ConfigureAwait(false);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, ending.Token);
        if (order.Before is { } before)
        {
            await before.WaitAsync(both.Token).ConfigureAwait(false);
        }

        var name = new CheckpointName(order.Run, content.State.Stage, order.Step, order.Generation, order.Saver);
        var saved = await new CheckpointUpload(services.Store, services.Time).RunAsync(name, content, both.Token).ConfigureAwait(false);
        return saved with { Stalled = snapshot.Stalled };
    }

    /// <inheritdoc/>
    public Task<HeldOutSums> MeasureAsync(MeasureOrder order, CancellationToken cancellationToken) => OrderAsync(
        order.Run, order.Generation, LaneWork.Measuring, $"slots [{order.FirstSlot}, {order.FirstSlot + order.Slots})", (token, _) => MeasureNowAsync(order, token), cancellationToken);

    /// <inheritdoc/>
    public Task<TransformedStage> TransformAsync(TransformOrder order, CancellationToken cancellationToken) => OrderAsync(
        order.Run, order.Generation, LaneWork.Transforming, $"stage {order.StageIndex}",
        async (token, _) =>
        {
            await ReleaseAsync().ConfigureAwait(false);
            return await new StageTransformer(services, lane, await RunAsync(order.Run, token).ConfigureAwait(false)).RunAsync(order, token).ConfigureAwait(false);
        },
        cancellationToken,
        mayChangeRun: true);

    /// <inheritdoc/>
    public Task<StageScores> EvaluateAsync(EvaluateOrder order, CancellationToken cancellationToken) => OrderAsync(
        order.Run, order.Generation, LaneWork.Evaluating, $"stage {order.StageIndex}", (token, _) => EvaluateNowAsync(order, token), cancellationToken);

    /// <inheritdoc/>
    public Task<StateTicket> OfferStateAsync(OfferState order, CancellationToken cancellationToken) => OrderAsync(
        order.Run, order.Generation, LaneWork.Offering, $"step {order.Step}",
        async (_, _) =>
        {
            var replica = Require(order.StageIndex, order.Step);
            var (message, hash) = await lane.RunAsync(() => (replica.CopyTrained().Write(), replica.Hash())).ConfigureAwait(false);
            var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            exchange.Offer(key, message);
            return new StateTicket(info.Endpoint, key, order.Run, order.StageIndex, order.Step, message.Length, hash);
        },
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        using var turn = await line.EnterAsync(cancellationToken).ConfigureAwait(false);
        journal.Begin(LaneWork.Closing, null);
        await ReleaseAsync().ConfigureAwait(false);
        journal.End();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Whatever waits for peers ends with the last generation there is.
        Fence(long.MaxValue);
        await ending.CancelAsync().ConfigureAwait(false);
        await CloseAsync(CancellationToken.None).ConfigureAwait(false);
        await lane.DisposeAsync().ConfigureAwait(false);
        await exchange.DisposeAsync().ConfigureAwait(false);
        gate.Dispose();
        ending.Dispose();
    }

    private async Task<T> OrderAsync<T>(
        string of, long generation, LaneWork work, string? detail, Func<CancellationToken, CancellationToken, Task<T>> act, CancellationToken cancellationToken, bool mayChangeRun = false)
    {
        var over = gate.Enter(of, generation, mayChangeRun);
        Obey();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, over);
        try
        {
            using var turn = await line.EnterAsync(both.Token).ConfigureAwait(false);
            both.Token.ThrowIfCancellationRequested();
            journal.Begin(work, detail);
            try
            {
                return await act(both.Token, over).ConfigureAwait(false);
            }
            finally
            {
                journal.End();
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new StaleGenerationException(generation, gate.Generation);
        }
    }

    /// <summary>Arrays that were made for what the open stage sends; for tests.</summary>
    internal long PayloadsMade => open?.Payloads.Made ?? 0;

    private static LaneReducer Reducer(LaneReducer.Context context, IStepSum sum) => sum switch
    {
        FastSum fast => new FastReducer(context, fast),
        TreeSum exact => new StepReducer(context, exact.Tree),
        _ => throw new InvalidOperationException($"{sum.GetType().Name} has no reducer."),
    };

    private void Obey()
    {
        open?.Fence(gate.Generation);
        if (gate.Run is { } of)
        {
            exchange.Fence(of, gate.Generation);
        }
    }

    private async Task<StageMark> OpenNowAsync(OpenStage order, CancellationToken cancellationToken)
    {
        await ReleaseAsync().ConfigureAwait(false);
        journal.Waits(LaneWait.State);
        var of = await RunAsync(order.Run, cancellationToken).ConfigureAwait(false);
        if (order.Required is { } required && of.Conditions.Differences(required) is { Count: > 0 } differences)
        {
            throw new ConditionsDifferException(info.Device, differences);
        }

        var replica = await new StageOpener(services, lane, of).OpenAsync(order, cancellationToken).ConfigureAwait(false);
        open = replica;
        Obey();
        journal.Waits(LaneWait.None);
        exchange.Forget(order.Run, order.StageIndex, replica.NextStep);
        return await lane.RunAsync(replica.Mark, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<StageMark> TakeNowAsync(StateTicket ticket, SlotRange expected, CancellationToken cancellationToken)
    {
        if (open is not { } replica || replica.Index != ticket.StageIndex)
        {
            throw new LaneOrderException($"The state of a peer is of stage {ticket.StageIndex}, and {(open is null ? "no stage" : $"stage {open.Index}")} is open here. Open that stage first.");
        }

        if (ticket.Step < replica.Stage.TotalSteps)
        {
            replica.Ahead.Foresee(ticket.Step, [.. Enumerable.Range(expected.First, expected.Count)], expected);
        }

        journal.Waits(LaneWait.State);
        var message = await exchange.FetchAsync(ticket.Endpoint, ticket.Key, cancellationToken).ConfigureAwait(false);
        journal.Waits(LaneWait.None);
        var state = PeerState.Read(ticket.Endpoint, message);
        if (state.StageIndex != ticket.StageIndex || state.Step != ticket.Step)
        {
            throw new PeerExchangeException(ticket.Endpoint, $"it sent the state of stage {state.StageIndex}, step {state.Step}; the ticket is for stage {ticket.StageIndex}, step {ticket.Step}. Ask the run for a new ticket.");
        }

        var mark = await lane.RunAsync(
            () =>
            {
                replica.Take(state);
                return replica.Mark();
            },
            CancellationToken.None).ConfigureAwait(false);
        exchange.Forget(ticket.Run, ticket.StageIndex, ticket.Step);
        if (mark.StateHash != ticket.StateHash)
        {
            await ReleaseAsync().ConfigureAwait(false);
            throw new PeerExchangeException(ticket.Endpoint, $"its state has the hash {ticket.StateHash}, what was built from it {mark.StateHash}. Ask the run for a new ticket.");
        }

        return mark;
    }

    private async Task<HeldOutSums> MeasureNowAsync(MeasureOrder order, CancellationToken cancellationToken)
    {
        var replica = Require(order.StageIndex, null);
        var measured = HeldOutMeasure.Stage(replica.Stage, order.Samples);
        if (order.FirstSlot < 0 || order.Slots < 0 || order.FirstSlot + order.Slots > measured.Slots)
        {
            throw new LaneOrderException($"The slots [{order.FirstSlot}, {order.FirstSlot + order.Slots}) were ordered; {order.Samples} held-out samples have the slots [0, {measured.Slots}).");
        }

        var slots = new List<HeldOutSlot>();
        await using var data = await services.Data.OpenAsync(replica.Run.Recipe, measured, DataSplit.Validation, cancellationToken).ConfigureAwait(false);
        data.Serve(order.FirstSlot, order.Slots);
        foreach (var slot in Enumerable.Range(order.FirstSlot, order.Slots))
        {
            var batch = await data.ReadAsync(0, slot, cancellationToken).ConfigureAwait(false);
            var loss = await lane.RunAsync(() => SlotPass.Measure(replica.Model, batch), CancellationToken.None).ConfigureAwait(false);
            slots.Add(new HeldOutSlot(slot, loss?.Sum ?? 0, loss?.Tokens ?? 0));
        }

        return new HeldOutSums(order.StageIndex, replica.NextStep, slots);
    }

    private async Task<StageScores> EvaluateNowAsync(EvaluateOrder order, CancellationToken cancellationToken)
    {
        var replica = Require(order.StageIndex, null);
        if (replica.Model is not MultimodalStageModel model)
        {
            throw new LaneOrderException($"The stage \"{replica.Stage.Name}\" is of kind {replica.Stage.Kind}; only multimodal stages are evaluated.");
        }

        var recipe = replica.Run.Recipe;
        if (services.Evaluator is null || recipe.Evaluation.Sets.Count == 0)
        {
            return new StageScores(replica.Stage.Name, replica.NextStep, []);
        }

        var results = await services.Evaluator.EvaluateAsync(
            new StageEvaluationContext { Run = order.Run, Store = services.Store, Recipe = recipe, Stage = replica.Stage, Step = replica.NextStep, Model = model, Lane = lane },
            cancellationToken).ConfigureAwait(false);
        await services.Store.WriteAsync(
            RunFiles.Evaluation(order.Run, replica.Stage.Name), System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(results, MetricsLog.Json), BlobCondition.None, cancellationToken).ConfigureAwait(false);
        return new StageScores(replica.Stage.Name, replica.NextStep, [.. results.Select(result => new StageEvaluated(replica.Stage.Name, result.Set, result.Tasks))]);
    }

    private async Task<LaneRun> RunAsync(string of, CancellationToken cancellationToken) =>
        run = await LaneRun.OpenAsync(services, lane, device, start.Threads, of, run, cancellationToken).ConfigureAwait(false);

    private StageReplica Require(int? stageIndex, long? step = null)
    {
        var replica = open ?? throw new LaneOrderException("No stage is open on this lane. Open one first.");
        replica.Require(stageIndex ?? replica.Index, step);
        return replica;
    }

    private async Task ReleaseAsync()
    {
        exchange.Offer(null, null);
        if (open is { } replica)
        {
            open = null;
            await lane.RunAsync(replica.Release).ConfigureAwait(false);
            await replica.Ahead.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<(T Result, TimeSpan Taken)> TimedAsync<T>(Func<T> work) => await lane.RunAsync(() =>
    {
        var begun = services.Time.GetTimestamp();
        var result = work();
        return (result, services.Time.GetElapsedTime(begun));
    }).ConfigureAwait(false);
}
