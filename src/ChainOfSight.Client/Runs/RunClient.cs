using System.Runtime.CompilerServices;

namespace ChainOfSight.Client;

/// <summary>One run of a cluster. Every call may be repeated; none waits for the training.</summary>
public sealed class RunClient
{
    private readonly IGrainFactory grains;
    private readonly CallRetry retry;

    internal RunClient(string name, IGrainFactory grains, CallRetry retry) => (Name, this.grains, this.retry) = (name, grains, retry);

    /// <summary>Name of the run.</summary>
    public string Name { get; }

    private IRun Grain => grains.GetGrain<IRun>(Name);

    /// <summary>Starts the run, or goes on with it.</summary>
    /// <param name="submission">Recipe and wishes.</param>
    /// <param name="cancellationToken">Ends the waiting, not the run.</param>
    /// <exception cref="RefusedException">The run began with another recipe, or the recipe is wrong; says which key.</exception>
    public Task<RunView> SubmitAsync(RunSubmission submission, CancellationToken cancellationToken = default) =>
        retry.RunAsync($"submitting the run \"{Name}\"", () => Grain.Submit(submission), cancellationToken);

    /// <summary>Where the run stands.</summary>
    public Task<RunView> StatusAsync(CancellationToken cancellationToken = default) =>
        retry.RunAsync($"status of the run \"{Name}\"", () => Grain.Status(), cancellationToken);

    /// <summary>Ends the current step and lets go of the devices, with a checkpoint; <see cref="ResumeAsync"/> goes on.</summary>
    /// <exception cref="UnknownRunException">There is no such run.</exception>
    public Task PauseAsync(CancellationToken cancellationToken = default) => OrderAsync("pausing", run => run.Pause(), cancellationToken);

    /// <summary>Goes on with a paused run.</summary>
    /// <exception cref="UnknownRunException">There is no such run.</exception>
    public Task ResumeAsync(CancellationToken cancellationToken = default) => OrderAsync("resuming", run => run.Resume(), cancellationToken);

    /// <summary>Ends the run after the current step, with a checkpoint; submitting it again goes on with it.</summary>
    /// <exception cref="UnknownRunException">There is no such run.</exception>
    public Task StopAsync(CancellationToken cancellationToken = default) => OrderAsync("stopping", run => run.Stop(), cancellationToken);

    /// <summary>Ends, retries, accepts or reverts a stage. Once this returns, the order outlives the silo that took it.</summary>
    /// <exception cref="UnknownRunException">There is no such run.</exception>
    /// <exception cref="RefusedException">The order does not fit where the run stands.</exception>
    public async Task StageAsync(StageOrder order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order is { Kind: StageOrderKind.Next, StageIndex: null })
        {
            // A call whose answer was lost is repeated: it must not end the stage after it too.
            order = order with { StageIndex = (await StatusAsync(cancellationToken)).StageIndex };
        }

        await OrderAsync("a stage order to", run => run.Stage(order), cancellationToken);
    }

    /// <summary>Every stage change so far, oldest first.</summary>
    /// <exception cref="UnknownRunException">There is no such run.</exception>
    public Task<IReadOnlyList<StageChange>> StageHistoryAsync(CancellationToken cancellationToken = default) =>
        retry.RunAsync($"stages of the run \"{Name}\"", () => Grain.StageHistory(), cancellationToken);

    /// <summary>The bad samples that the run left out, and its budget of them.</summary>
    /// <exception cref="UnknownRunException">There is no such run.</exception>
    public Task<QuarantineView> QuarantineAsync(CancellationToken cancellationToken = default) =>
        retry.RunAsync($"quarantine of the run \"{Name}\"", () => Grain.Quarantine(), cancellationToken);

    /// <summary>Lets the bad samples so far count against no budget; they are left out as before.</summary>
    /// <exception cref="UnknownRunException">There is no such run.</exception>
    public Task ClearQuarantineAsync(CancellationToken cancellationToken = default) => OrderAsync("clearing the quarantine of", run => run.ClearQuarantine(), cancellationToken);

    /// <summary>One shard of a source as the run met it, with its bad samples.</summary>
    /// <param name="source">Name of the source.</param>
    /// <param name="shard">Name of the shard.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task<ShardView> ShardAsync(string source, string shard, CancellationToken cancellationToken = default) =>
        retry.RunAsync($"the shard {source}/{shard} of the run \"{Name}\"", () => grains.GetGrain<IShard>($"{Name}/{source}/{shard}").Status(), cancellationToken);

    /// <summary>Its checkpoints, newest first.</summary>
    public Task<IReadOnlyList<CheckpointView>> CheckpointsAsync(CancellationToken cancellationToken = default) =>
        retry.RunAsync($"checkpoints of the run \"{Name}\"", () => grains.GetGrain<ICheckpoint>(Name).List(), cancellationToken);

    /// <summary>Retention spares the newest checkpoint of a title from now on, or no more.</summary>
    /// <param name="title">The title, <c>stage-step</c>.</param>
    /// <param name="pinned">False: it may go again.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="RefusedException">There is no such checkpoint; names those that there are.</exception>
    public Task PinAsync(string title, bool pinned = true, CancellationToken cancellationToken = default) =>
        retry.RunAsync($"pins of the run \"{Name}\"", () => grains.GetGrain<ICheckpoint>(Name).Pin(title, pinned), cancellationToken);

    /// <summary>
    /// What happens in the run, as it happens, from the oldest line that is kept. Goes on by itself when the run moves to another silo; ends with
    /// the run or with the token.
    /// </summary>
    /// <param name="cancellationToken">Ends the watching, not the run.</param>
    public async IAsyncEnumerable<RunLine> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var last = 0L;
        while (true)
        {
            await using var lines = Grain.Watch(last, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(lines))
            {
                last = lines.Current.Number;
                yield return lines.Current;
            }

            // Where the run moved, a new activation counts its lines from 1.
            var now = await StatusAsync(cancellationToken);
            if (IsOver(now.Phase) && now.LastLine <= last)
            {
                yield break;
            }

            // A run that rests tells nothing until somebody wakes it: look again, but not without a pause.
            if (now.LastLine == last)
            {
                await retry.PauseAsync(cancellationToken);
            }

            last = now.LastLine < last ? 0 : last;
        }
    }

    /// <summary>Whether a run in this phase does nothing until somebody submits it again.</summary>
    public static bool IsOver(RunPhase phase) => phase is RunPhase.Unknown or RunPhase.Interrupted or RunPhase.Failed or RunPhase.Completed;

    private static async Task<bool> NextAsync(IAsyncEnumerator<RunLine> lines)
    {
        try
        {
            return await lines.MoveNextAsync();
        }
        catch (Exception e) when (CallRetry.MayPass(e) || e is EnumerationAbortedException)
        {
            return false;
        }
    }

    private Task OrderAsync(string what, Func<IRun, Task> order, CancellationToken cancellationToken) =>
        retry.RunAsync($"{what} the run \"{Name}\"", () => order(Grain), cancellationToken);
}
