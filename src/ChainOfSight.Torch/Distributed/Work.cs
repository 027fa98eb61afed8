using System.Diagnostics;
using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch.Distributed;

/// <summary>An operation of a process group under way.</summary>
/// <remarks>
/// Its tensors stay alive until it is disposed, and must not be touched before <see cref="Wait"/> has returned: results that went
/// through a copy are written back by it. Gloo cannot abort: disposing an unfinished work lets it run on until it ends or times out.
/// One thread at a time may wait; any may ask <see cref="IsCompleted"/>.
/// </remarks>
public sealed class Work : IDisposable
{
    private readonly WorkHandle _handle;
    private readonly TimeSpan _groupTimeout;
    private readonly long _started;
    private readonly ManualResetEventSlim? _noticed;
    private volatile bool _finished;

    internal Work(nint made, string operation, int rank, TimeSpan groupTimeout, long started, bool noticesItsEnd)
    {
        _handle = new WorkHandle(made);
        Operation = operation;
        Rank = rank;
        _groupTimeout = groupTimeout;
        _started = started;
        if (!noticesItsEnd)
        {
            _noticed = new ManualResetEventSlim();
            new Thread(Watch) { IsBackground = true, Name = $"{operation} of rank {rank}" }.Start();
        }
    }

    /// <summary>What it does, such as <c>all-reduce</c>.</summary>
    public string Operation { get; }

    /// <summary>The rank it belongs to.</summary>
    public int Rank { get; }

    /// <summary>Whether it has ended, well or not. Does not wait.</summary>
    public bool IsCompleted => _finished || (_noticed is null && NativeMethods.cos_work_completed(_handle) != 0);

    /// <summary>Why it failed; null if it did not, or has not ended yet. Does not wait.</summary>
    public Exception? Exception
    {
        get
        {
            if (!_finished && IsCompleted)
            {
                Conclude(NativeMethods.cos_work_wait(_handle, 0));
            }

            return Failure;
        }
    }

    private Exception? Failure { get; set; }

    /// <summary>Waits for the end; afterwards the results are in their tensors.</summary>
    /// <param name="timeout">How long; null for as long as the group's own time-out lets the operation run. When it is over the operation
    /// goes on, and can be waited for again.</param>
    /// <exception cref="DistributedTimeoutException">It did not end in time.</exception>
    /// <exception cref="DistributedException">It failed.</exception>
    public void Wait(TimeSpan? timeout = null)
    {
        var limit = timeout ?? _groupTimeout;
        if (!_finished)
        {
            var waiting = Stopwatch.GetTimestamp();
            var milliseconds = timeout is null ? 0 : DistributedFault.Milliseconds(limit);
            if (_noticed is not null)
            {
                if (!_noticed.Wait(timeout is null ? System.Threading.Timeout.Infinite : (int)milliseconds))
                {
                    throw new DistributedTimeoutException(Operation, Rank, Stopwatch.GetElapsedTime(waiting), limit, "It goes on and can be waited for again.");
                }
            }
            else
            {
                var code = NativeMethods.cos_work_wait(_handle, milliseconds);
                if (code != 0 && NativeMethods.cos_work_completed(_handle) == 0)
                {
                    throw DistributedFault.Describe(code, Operation, Rank, waiting, limit);
                }

                Conclude(code);
            }
        }

        if (Failure is not null)
        {
            throw Failure;
        }
    }

    /// <summary>Gives the tensors free once the operation has ended; does not wait.</summary>
    public void Dispose() => _handle.Dispose();

    // Gloo ends a send or receive only for somebody who waits.
    private void Watch()
    {
        Conclude(NativeMethods.cos_work_wait(_handle, 0));
        _noticed!.Set();
    }

    private void Conclude(int code)
    {
        Failure = code == 0 ? null : DistributedFault.Describe(code, Operation, Rank, _started, _groupTimeout);
        _finished = true;
    }
}
