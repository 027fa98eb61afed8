using System.Collections.Concurrent;

namespace ChainOfSight.Actors.Messaging;

/// <summary>The calls that wait for an answer, with their deadlines.</summary>
/// <param name="time">The clock.</param>
internal sealed class PendingCalls(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Resolution = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<long, PendingCall> _calls = new();
    private ITimer? _sweep;
    private int _armed;
    private bool _closed;

    /// <summary>How many calls wait.</summary>
    public int Count => _calls.Count;

    public void Add(PendingCall call)
    {
        _calls[call.Id] = call;
        if (_closed && Take(call.Id) is not null)
        {
            call.Fail(new SiloUnavailableException($"{call.What} was not sent: this silo or client has stopped."));
        }
        else if (Interlocked.Exchange(ref _armed, 1) == 0)
        {
            Arm();
        }
    }

    /// <summary>Removes a call; null if it has had its outcome. The caller completes it.</summary>
    public PendingCall? Take(long id) => _calls.TryRemove(id, out var call) ? call : null;

    public PendingCall? Find(long id) => _calls.GetValueOrDefault(id);

    /// <summary>Fails all calls that a silo has.</summary>
    public void FailThoseAt(SiloAddress silo, Func<PendingCall, Exception> reason)
    {
        foreach (var call in _calls.Values.Where(call => silo.Equals(call.WaitsFor)).OrderBy(call => call.Id))
        {
            Take(call.Id)?.Fail(reason(call));
        }
    }

    /// <summary>Fails all calls, now and from now on.</summary>
    public void Close(string reason)
    {
        _closed = true;
        foreach (var id in _calls.Keys.Order())
        {
            if (Take(id) is { } call)
            {
                call.Fail(new SiloUnavailableException($"{call.What} has no answer: {reason}. Whether it ran is unknown."));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _sweep?.Dispose();

    private void Arm()
    {
        if (_sweep is null)
        {
            using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
            {
                _sweep = time.CreateTimer(static state => ((PendingCalls)state!).Sweep(), this, Resolution, Timeout.InfiniteTimeSpan);
            }
        }
        else
        {
            _sweep.Change(Resolution, Timeout.InfiniteTimeSpan);
        }
    }

    private void Sweep()
    {
        var now = time.GetTimestamp();
        foreach (var call in _calls.Values.Where(call => call.Deadline <= now).OrderBy(call => call.Id))
        {
            Take(call.Id)?.Fail(new TimeoutException(
                $"{call.What} did not answer within {call.Timeout.TotalSeconds:0.###} s{(call.WaitsFor is null ? "" : $" from {call.WaitsFor}")}. Whether it ran is unknown."));
        }

        Volatile.Write(ref _armed, 0);
        if (!_calls.IsEmpty && Interlocked.Exchange(ref _armed, 1) == 0)
        {
            Arm();
        }
    }
}
