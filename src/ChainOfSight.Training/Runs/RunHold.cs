using System.Text.Json;
using ChainOfSight.Storage;

namespace ChainOfSight.Training.Runs;

/// <summary>
/// The right to train a run in a store, of one process without a cluster or of one cluster: a blob that its holder writes again and again. Whether a holder lives is judged by
/// whether the blob still changes, so that clocks of machines need not agree and may jump.
/// </summary>
public sealed class RunHold : IAsyncDisposable
{
    private readonly IBlobStore store;
    private readonly string name;
    private readonly RunHolder me;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource<string> lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task beating;
    private string etag;

    private RunHold(IBlobStore store, string name, RunHolder me, string etag, TimeProvider time)
    {
        (this.store, this.name, this.me, this.etag, this.time) = (store, name, me, etag, time);
        beating = BeatAsync();
    }

    /// <summary>Between two signs of life.</summary>
    public static TimeSpan Beat { get; } = TimeSpan.FromSeconds(2);

    /// <summary>After this time without a sign a process counts as gone.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(12);

    /// <summary>After this time without a sign a cluster counts as gone: it may be about to find a new host for the run.</summary>
    public static TimeSpan ClusterPatience { get; } = TimeSpan.FromSeconds(20);

    /// <summary>Ends with the reason when another process took the run over.</summary>
    public Task<string> Lost => lost.Task;

    /// <summary>Where the hold of a run is kept.</summary>
    public static string BlobOf(string run) => $"clusters/local/holders/{run}.json";

    /// <summary>Takes a run, once whoever had it is gone.</summary>
    /// <param name="store">The store of the run.</param>
    /// <param name="run">Name of the run.</param>
    /// <param name="me">Who takes it.</param>
    /// <param name="time">Clock of signs and patience.</param>
    /// <param name="waiting">Hears of a holder that may be gone, and is waited for; null = nobody is waited for, who does not seem to be gone has it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RunHeldException">Somebody else trains the run.</exception>
    public static async Task<RunHold> TakeAsync(IBlobStore store, string run, RunHolder me, TimeProvider time, Action<string>? waiting, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(me);
        ArgumentNullException.ThrowIfNull(time);
        var name = BlobOf(run);
        while (true)
        {
            var found = await ReadAsync(store, name, cancellationToken).ConfigureAwait(false);
            var isMine = found is not null && me.Succeeds(found.Value.Holder);
            me = me with { Since = isMine ? found!.Value.Holder.Since : time.GetUtcNow() };
            if (found is not null && !isMine && !found.Value.Holder.IsGone)
            {
                if (waiting is null)
                {
                    throw new RunHeldException(run, store.Description, found.Value.Holder);
                }

                waiting($"The run \"{run}\" was in the hands of {found.Value.Holder.Title}; looking for a sign of life …");
                await RequireSilenceAsync(store, name, run, found.Value, time, cancellationToken).ConfigureAwait(false);
            }

            try
            {
                var written = await store.WriteAsync(name, me.Write(), found is null ? BlobCondition.IfAbsent : BlobCondition.IfMatch(found.Value.ETag), cancellationToken).ConfigureAwait(false);
                return new RunHold(store, name, me, written.ETag, time);
            }
            catch (BlobConditionFailedException)
            {
                // Another one was first: look at it.
            }
        }
    }

    /// <summary>Gives no more signs of life, and leaves the run to whoever succeeds within the cluster; to others once the silence is long enough.</summary>
    public async ValueTask LeaveAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await beating.ConfigureAwait(false);
        stop.Dispose();
    }

    /// <summary>Gives the run back.</summary>
    public async ValueTask DisposeAsync()
    {
        await LeaveAsync().ConfigureAwait(false);
        try
        {
            await store.DeleteAsync(name, BlobCondition.IfMatch(etag), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is UserErrorException or IOException or UnauthorizedAccessException)
        {
            // It grows old and counts as gone then.
        }
    }

    private static async Task RequireSilenceAsync(IBlobStore store, string name, string run, (RunHolder Holder, string ETag) found, TimeProvider time, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        var patience = found.Holder.Cluster is null ? Patience : ClusterPatience;
        while (time.GetElapsedTime(since) < patience)
        {
            await Task.Delay(Beat / 4, time, cancellationToken).ConfigureAwait(false);
            var now = await ReadAsync(store, name, cancellationToken).ConfigureAwait(false);
            if (now is null)
            {
                return;
            }

            if (now.Value.ETag != found.ETag)
            {
                throw new RunHeldException(run, store.Description, now.Value.Holder);
            }
        }
    }

    private static async Task<(RunHolder Holder, string ETag)?> ReadAsync(IBlobStore store, string name, CancellationToken cancellationToken)
    {
        try
        {
            var (bytes, properties) = await store.ReadAsync(name, cancellationToken: cancellationToken).ConfigureAwait(false);
            return (RunHolder.Read(bytes), properties.ETag);
        }
        catch (BlobNotFoundException)
        {
            return null;
        }
        catch (JsonException e)
        {
            throw new UserErrorException($"'{name}' in {store.Description} does not say who trains the run: {e.Message} Delete it where nobody does.", e);
        }
    }

    private async Task BeatAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Beat, time, stop.Token).ConfigureAwait(false);
                etag = (await store.WriteAsync(name, me.Write(), BlobCondition.IfMatch(etag), stop.Token).ConfigureAwait(false)).ETag;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (BlobConditionFailedException)
            {
                if (await IsTakenAsync().ConfigureAwait(false))
                {
                    return;
                }
            }
            catch (Exception e) when (e is UserErrorException or IOException or UnauthorizedAccessException)
            {
                // The store may come back; until then nobody else can take the run either.
            }
        }
    }

    // A write whose reply was lost looks like a conflict with oneself.
    private async Task<bool> IsTakenAsync()
    {
        try
        {
            var now = await ReadAsync(store, name, stop.Token).ConfigureAwait(false);
            if (now?.Holder.Id == me.Id)
            {
                etag = now.Value.ETag;
                return false;
            }

            if (now is not null && me.Succeeds(now.Value.Holder))
            {
                // The run moved within its cluster.
                return true;
            }

            lost.TrySetResult($"The run was taken over by {now?.Holder.Title ?? "another process"}: this one gave no sign of life for more than {Patience.TotalSeconds:0} s. Its checkpoints are kept.");
            return true;
        }
        catch (Exception e) when (e is UserErrorException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            return false;
        }
    }
}
