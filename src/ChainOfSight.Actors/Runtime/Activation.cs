using ChainOfSight.Actors.Messaging;
using ChainOfSight.Actors.Scheduling;
using ChainOfSight.Actors.Timers;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Actors.Runtime;

/// <summary>
/// One activation of a grain: the admission queue (which request may start) over the turn scheduler (what may run). The state word and the
/// queue change under one lock, so that a request is either served here or forwarded, never lost.
/// </summary>
internal sealed partial class Activation : IActivation, IRequestTarget, IRequestRunner
{
    private readonly Lock _gate = new();
    private readonly AdmissionQueue _queue;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<ActivationTimer> _timers = [];
    private readonly AsyncServiceScope _scope;
    private readonly LifecycleStages _lifecycle;
    private readonly ILogger _logger;
    private ActivationState _state = ActivationState.Activating;
    private DeactivationReason _reason;
    private TaskCompletionSource? _drained;
    private bool _deactivating;
    private long _lastUsed;
    private long _keptUntil;

    public Activation(Silo silo, GrainClass grainClass, GrainId grain, ActivationId id)
    {
        (Silo, Class, GrainId, ActivationId) = (silo, grainClass, grain, id);
        _logger = silo.ActivationLogger;
        _queue = new(grain, grainClass.IsReentrant, silo.Options.RequestsPerActivation);
        Turns = new(silo.Executor, silo.Options.TurnBudget, this);
        _scope = silo.Services.CreateAsyncScope();
        _lifecycle = new($"{grain}", _logger);
        _lastUsed = silo.Time.GetTimestamp();
        Sequences = new(silo.Time, silo.Options.ResponseTimeout / 2, silo.Options.ResponseTimeout * 4);
        Address = new() { GrainId = grain, ActivationId = id, SiloAddress = silo.Address, MembershipVersion = new(silo.View.Current.Version) };
    }

    public Silo Silo { get; }

    public GrainClass Class { get; }

    public TurnScheduler Turns { get; }

    /// <inheritdoc/>
    public GrainId GrainId { get; }

    /// <inheritdoc/>
    public ActivationId ActivationId { get; }

    /// <inheritdoc/>
    public GrainAddress Address { get; }

    /// <inheritdoc/>
    public object? GrainInstance { get; private set; }

    object IRequestTarget.Instance => GrainInstance!;

    /// <inheritdoc/>
    public OpenSequences Sequences { get; }

    /// <inheritdoc/>
    public IServiceProvider ActivationServices => _scope.ServiceProvider;

    /// <inheritdoc/>
    public IGrainLifecycle ObservableLifecycle => _lifecycle;

    /// <inheritdoc/>
    public Task Deactivated => _ended.Task;

    /// <inheritdoc/>
    public GrainReference GrainReference => (GrainReference)Silo.Factory.GetGrain(GrainId, GrainInterfaceType.Create(Class.Interfaces[0].Name));

    /// <summary>Whether the directory has been told of it and not been told of its end.</summary>
    public bool IsInDirectory { get; set; }

    /// <summary>What is written by its grain's state, one operation at a time.</summary>
    public StateQueue States { get; } = new();

    public ActivationState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>How many requests wait and how many run.</summary>
    public (int Waiting, int Running) Load
    {
        get
        {
            lock (_gate)
            {
                return (_queue.Waiting, _queue.Running);
            }
        }
    }

    /// <summary>True if nothing runs or waits and it was not used for a time.</summary>
    public bool IsIdle(TimeSpan age)
    {
        lock (_gate)
        {
            return _state == ActivationState.Valid
                && !Class.KeepsAlive
                && _queue.Waiting + _queue.Running == 0
                && Sequences.Count == 0
                && Silo.Time.GetTimestamp() >= _keptUntil
                && Silo.Time.GetElapsedTime(_lastUsed) >= age;
        }
    }

    /// <summary>Takes a request in; false if the activation has ended and the request must go elsewhere.</summary>
    public bool TryEnqueue(Message message)
    {
        Admission admission;
        lock (_gate)
        {
            if (_state == ActivationState.Invalid)
            {
                return false;
            }

            admission = _queue.Add(message);
            if (admission == Admission.MayStart && _state != ActivationState.Valid)
            {
                admission = Admission.Waits;
            }
        }

        switch (admission)
        {
            case Admission.MayStart:
                Pump();
                break;
            case Admission.Full:
                Silo.Refuse(message, new LimitExceededException("RequestsPerActivation", Silo.Options.RequestsPerActivation + 1, Silo.Options.RequestsPerActivation, message));
                break;
            case Admission.Cycle:
                Silo.Refuse(message, new CallCycleException($"A cycle of calls was refused: {message.Chain!.Describe()} → {GrainId} {message.Request.Method}."));
                break;
        }

        return true;
    }

    /// <inheritdoc/>
    public IGrainTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new ActivationTimer(this, Silo.Time, callback, options);
        lock (_gate)
        {
            _timers.Add(timer);
        }

        return timer;
    }

    public void Forget(ActivationTimer timer)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
        }
    }

    /// <summary>Queues a timer's tick as a request; dropped once the activation ends.</summary>
    public void Tick(GrainRequest tick)
    {
        var message = new Message { Id = Silo.NextId(), Target = GrainId, Sender = Silo.Address, Request = tick };
        lock (_gate)
        {
            if (_state is ActivationState.Deactivating or ActivationState.Invalid)
            {
                return;
            }
        }

        TryEnqueue(message);
    }

    /// <inheritdoc/>
    public void DelayDeactivation(TimeSpan timeSpan)
    {
        lock (_gate)
        {
            _keptUntil = timeSpan <= TimeSpan.Zero
                ? 0
                : timeSpan >= TimeSpan.FromDays(36500) ? long.MaxValue : Silo.TimestampAfter(timeSpan);
        }
    }

    /// <summary>The caller gave up: a waiting request is dropped, a running one's token cancelled, in a turn of the grain.</summary>
    public void Cancel(SiloAddress sender, long id) => Turns.Post(
        static state =>
        {
            var (activation, from, message) = ((Activation, SiloAddress, long))state!;
            CancellationTokenSource? running;
            lock (activation._gate)
            {
                activation._queue.RemoveWaiting(from, message);
                running = activation._queue.FindRunning(from, message)?.Cancellation;
            }

            running?.Cancel();
        },
        (this, sender, id));

    /// <inheritdoc/>
    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <inheritdoc/>
    public override int GetHashCode() => ActivationId.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"{GrainId} {ActivationId}";

    /// <summary>State, queue and turns for people.</summary>
    public string DumpStatus()
    {
        lock (_gate)
        {
            var running = string.Join(", ", _queue.RunningNow);
            return $"{_state}, {_queue.Waiting} requests wait, running: [{running}]. {Turns.DumpStatus()}";
        }
    }

    /// <inheritdoc/>
    public async Task Run<TResult>(GrainRequest<TResult> request, Message message)
    {
        CallScope.Current = new(new(message.Chain, GrainId, message.Id, request.Method.FullName, false), message.Values);
        using var activity = CallActivities.Arrived(request.Method, message.Values);

        try
        {
            var result = await request.InvokeOn(this, message.Cancellation?.Token ?? default);
            Silo.Answer(message, request.ResultCodec, result);
        }
        catch (Exception failure)
        {
            activity?.SetStatus(System.Diagnostics.ActivityStatusCode.Error, failure.Message);
            Failed(message, failure);
        }

        Finished(message);
    }

    private void Pump() => Turns.Post(static state => ((Activation)state!).StartNext(), this);

    /// <summary>Starts one request; runs as a turn.</summary>
    private void StartNext()
    {
        Message? message;
        lock (_gate)
        {
            message = _state == ActivationState.Valid ? _queue.Next() : null;
        }

        if (message is null)
        {
            return;
        }

        if (message.Expires <= Silo.Time.GetTimestamp())
        {
            // Nobody waits any more.
            Finished(message);
            return;
        }

        if (message.Request.TakesToken)
        {
            message.Cancellation = new();
        }

        _ = message.Request.Run(this, message);
    }

    private void Failed(Message message, Exception failure)
    {
        if (failure is InconsistentStateException { IsSourceActivation: true } stale)
        {
            // Only the grain whose state it is ends; its callers see the exception and stay.
            stale.IsSourceActivation = false;
            Deactivate(new(DeactivationReasonCode.ApplicationError, stale, "Its state was written by somebody else."));
        }

        if (message.Request is ITimerTick)
        {
            if (failure is not OperationCanceledException)
            {
                LogTick(_logger, GrainId, failure);
            }
        }
        else if (message.IsOneWay)
        {
            LogOneWay(_logger, GrainId, message.Request.Method.FullName, failure);
        }
        else
        {
            Silo.AnswerFailure(message, failure);
        }
    }

    private void Finished(Message message)
    {
        bool more;
        TaskCompletionSource? drained = null;
        lock (_gate)
        {
            more = _queue.End(message) && _state == ActivationState.Valid;
            if (message.Request is not ITimerTick { KeepsAlive: false })
            {
                _lastUsed = Silo.Time.GetTimestamp();
            }

            if (_queue.Running == 0)
            {
                (drained, _drained) = (_drained, null);
            }
        }

        drained?.TrySetResult();
        if (more)
        {
            Pump();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A timer of {Grain} failed; its next tick comes as planned.")]
    private static partial void LogTick(ILogger logger, GrainId grain, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The one-way request {Method} of {Grain} failed; its sender does not learn of it.")]
    private static partial void LogOneWay(ILogger logger, GrainId grain, string method, Exception failure);
}
