using ChainOfSight.Actors.Messaging;

namespace ChainOfSight.Actors.Timers;

/// <summary>A timer of an activation. A tick is queued as a request; the next one is due a period after it ended.</summary>
internal sealed class ActivationTimer : IGrainTimer
{
    private static readonly MethodDescription Plain = new("Grain", "Timer", "tick", MethodOptions.OneWay, 0);
    private static readonly MethodDescription Interleaving = new("Grain", "Timer", "interleaving tick", MethodOptions.OneWay | MethodOptions.AlwaysInterleave, 0);

    private readonly Lock _gate = new();
    private readonly Runtime.Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly ITimer _timer;
    private TimeSpan _period;
    private bool _ticking;
    private bool _changed;
    private bool _disposed;

    public ActivationTimer(Runtime.Activation activation, TimeProvider time, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        (_activation, _callback, _options, _period) = (activation, callback, options, options.Period);
        using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
        {
            _timer = time.CreateTimer(static state => ((ActivationTimer)state!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        _timer.Change(options.DueTime, Timeout.InfiniteTimeSpan);
    }

    public bool KeepsAlive => _options.KeepAlive;

    /// <inheritdoc/>
    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _period = period;
            _changed = _ticking;
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        _timer.Dispose();
        _cancellation.Cancel();
        _activation.Forget(this);
    }

    private void Due()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            if (_ticking)
            {
                // Change() asked for a tick while one runs or waits: it comes right after that.
                _changed = false;
                return;
            }

            _ticking = true;
        }

        _activation.Tick(new Request(this));
    }

    private void Ended()
    {
        lock (_gate)
        {
            _ticking = false;
            if (!_disposed && !_changed)
            {
                _timer.Change(_period, Timeout.InfiniteTimeSpan);
            }

            _changed = false;
        }
    }

    private sealed class Request(ActivationTimer timer) : GrainRequest<Nothing>, ITimerTick
    {
        public override MethodDescription Method => timer._options.Interleave ? Interleaving : Plain;

        public override Serialization.Codec<Nothing> ResultCodec => Serialization.Codecs.Nothing;

        public bool KeepsAlive => timer.KeepsAlive;

        public override async ValueTask<Nothing> Invoke(object grain, CancellationToken cancellationToken)
        {
            try
            {
                if (!timer._cancellation.IsCancellationRequested)
                {
                    await timer._callback(timer._cancellation.Token);
                }
            }
            finally
            {
                timer.Ended();
            }

            return default;
        }

        public override GrainRequest Copy() => this;

        public override void WriteArguments(Serialization.MessageWriter writer) => throw new NotSupportedException("A tick never leaves its activation.");
    }
}
