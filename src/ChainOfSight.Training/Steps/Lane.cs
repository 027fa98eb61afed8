using System.Threading.Channels;

namespace ChainOfSight.Training.Steps;

/// <summary>
/// The one thread on which all tensor work of a device runs, behind a bounded queue. Work is synchronous by its type, so that nothing can be
/// awaited inside a dispose scope, whose bookkeeping belongs to the thread.
/// </summary>
public sealed class Lane : IAsyncDisposable
{
    private readonly Channel<Action> queue;
    private readonly Thread thread;
    private readonly TimeProvider time;
    private long began;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts the thread.</summary>
    /// <param name="name">Name of the device, for thread lists.</param>
    /// <param name="capacity">Pieces of work that may wait; callers beyond it wait themselves. Default 16.</param>
    /// <param name="time">Clock for <see cref="WorkingSince"/>; null = the system's.</param>
    public Lane(string name, int capacity = 16, TimeProvider? time = null)
    {
        this.time = time ?? TimeProvider.System;
        queue = Channel.CreateBounded<Action>(new BoundedChannelOptions(capacity) { SingleReader = true });
        thread = new Thread(Work) { Name = $"lane {name}", IsBackground = true };
        thread.Start();
    }

    /// <summary>Whether the caller is on the lane's thread.</summary>
    public bool IsCurrent => Environment.CurrentManagedThreadId == thread.ManagedThreadId;

    /// <summary>When the piece of work that runs now began; null where none runs. Very long ago: it is stuck.</summary>
    public DateTimeOffset? WorkingSince => Interlocked.Read(ref began) is var ticks && ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);

    /// <summary>Runs a piece of work on the lane.</summary>
    /// <param name="work">The work; its exception comes out of the returned task.</param>
    /// <param name="cancellationToken">Ends the waiting for a place in the queue, and the work if it has not begun; what has begun is finished.</param>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken = default)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        await queue.Writer.WriteAsync(Run, cancellationToken).ConfigureAwait(false);
        return await done.Task.ConfigureAwait(false);

        void Run()
        {
            if (cancellationToken.IsCancellationRequested)
            {
                done.SetCanceled(cancellationToken);
                return;
            }

            try
            {
                done.SetResult(work());
            }
#pragma warning disable CA1031 // whatever the work throws belongs to its caller, and the lane must live on
            catch (Exception e)
#pragma warning restore CA1031
            {
                done.SetException(e);
            }
        }
    }

    /// <summary>Runs a piece of work on the lane.</summary>
    public Task RunAsync(Action work, CancellationToken cancellationToken = default) => RunAsync(
        () =>
        {
            work();
            return true;
        },
        cancellationToken);

    /// <summary>Finishes what is queued and ends the thread.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await ended.Task.ConfigureAwait(false);
    }

    private void Work()
    {
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (queue.Reader.TryRead(out var work))
            {
                Interlocked.Exchange(ref began, time.GetUtcNow().UtcTicks);
                work();
                Interlocked.Exchange(ref began, 0);
            }
        }

        ended.SetResult();
    }
}
