using System.Collections.Concurrent;
using ChainOfSight.Actors.Scheduling;

namespace ChainOfSight.Actors.Transport;

/// <summary>One silo's or client's end of an <see cref="InMemoryNetwork"/>.</summary>
internal sealed class InMemoryTransport(InMemoryNetwork network, IWorkExecutor executor) : ITransport, IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<(SiloAddress From, ReadOnlyMemory<byte> Frame, string? Lost)> _inbox = new();
    private readonly ConcurrentDictionary<SiloAddress, int> _waiting = new();
    private IFrameReceiver? _receiver;
    private int _scheduled;

    public SiloAddress Self { get; private set; } = SiloAddress.Zero;

    /// <inheritdoc/>
    public Task StartAsync(SiloAddress self, IFrameReceiver receiver, CancellationToken cancellationToken)
    {
        (Self, _receiver) = (self, receiver);
        network.Attach(this);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public SendResult TrySend(SiloAddress target, ReadOnlyMemory<byte> frame)
    {
        if (_receiver is null || network.Find(target) is not { } peer)
        {
            return SendResult.Unreachable;
        }

        if (peer.QueueOf(Self) >= network.Capacity)
        {
            return SendResult.QueueFull;
        }

        var fate = network.Fate?.Invoke(Self, target) ?? LinkFate.Arrives;
        for (var copy = 0; copy < fate.Copies; copy++)
        {
            if (fate.Delay <= TimeSpan.Zero)
            {
                peer.Enqueue(Self, frame, null);
            }
            else
            {
                _ = new Delayed(network.Time, fate.Delay, () => peer.Enqueue(Self, frame, null));
            }
        }

        return SendResult.Queued;
    }

    /// <inheritdoc/>
    public int QueueLength(SiloAddress target) => network.Find(target)?.QueueOf(Self) ?? 0;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        network.Kill(Self);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        network.Kill(Self);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Execute()
    {
        if (_inbox.TryDequeue(out var next))
        {
            Deliver(next.From, next.Frame, next.Lost);
        }

        if (!_inbox.IsEmpty)
        {
            executor.Execute(this);
            return;
        }

        Volatile.Write(ref _scheduled, 0);
        if (!_inbox.IsEmpty)
        {
            Schedule();
        }
    }

    /// <summary>A peer has died.</summary>
    public void Lost(SiloAddress peer) => Enqueue(peer, default, "it ended");

    public void Detach() => _receiver = null;

    private int QueueOf(SiloAddress sender) => _waiting.GetValueOrDefault(sender);

    private void Enqueue(SiloAddress from, ReadOnlyMemory<byte> frame, string? lost)
    {
        if (_receiver is null)
        {
            return;
        }

        _waiting.AddOrUpdate(from, 1, static (_, count) => count + 1);
        _inbox.Enqueue((from, frame, lost));
        Schedule();
    }

    private void Schedule()
    {
        if (Interlocked.Exchange(ref _scheduled, 1) == 0)
        {
            executor.Execute(this);
        }
    }

    private void Deliver(SiloAddress from, ReadOnlyMemory<byte> frame, string? lost)
    {
        _waiting.AddOrUpdate(from, 0, static (_, count) => count - 1);
        if (lost is null)
        {
            _receiver?.Receive(from, frame);
        }
        else
        {
            _receiver?.PeerLost(from, lost);
        }
    }

    /// <summary>Delivers once after a time.</summary>
    private sealed class Delayed
    {
        private readonly ITimer _timer;
        private readonly Action _deliver;

        public Delayed(TimeProvider time, TimeSpan delay, Action deliver)
        {
            _deliver = deliver;
            using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
            {
                _timer = time.CreateTimer(static state => ((Delayed)state!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            _timer.Change(delay, Timeout.InfiniteTimeSpan);
        }

        private void Due()
        {
            _timer.Dispose();
            _deliver();
        }
    }
}
