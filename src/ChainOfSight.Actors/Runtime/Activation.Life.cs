using ChainOfSight.Actors.Messaging;
using ChainOfSight.Actors.Scheduling;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Actors.Runtime;

/// <summary>How an activation begins and ends.</summary>
internal sealed partial class Activation
{
    /// <summary>Registers, constructs and activates; requests are served when all of that is done. Called once.</summary>
    /// <param name="cause">The request that needs the grain.</param>
    public void Begin(CallChain? cause) => _ = Turns.Start(state => ((Activation)state!).ActivateAsync(cause), this);

    /// <summary>Makes an activation of a silo's own service: ready at once, registered nowhere.</summary>
    public void BeginWith(object instance)
    {
        GrainInstance = instance;
        lock (_gate)
        {
            _state = ActivationState.Valid;
        }
    }

    /// <inheritdoc/>
    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_deactivating || _state == ActivationState.Invalid)
            {
                return;
            }

            _deactivating = true;
            _reason = deactivationReason;
            if (_state == ActivationState.Valid)
            {
                _state = ActivationState.Deactivating;
            }
            else
            {
                // It ends as soon as it is active: its requests wait.
                return;
            }
        }

        _ = Turns.Start(static state => ((Activation)state!).DeactivateAsync(), this);
    }

    /// <summary>Nothing of it runs any more: the silo was killed.</summary>
    public void Kill()
    {
        Turns.Close();
        lock (_gate)
        {
            _state = ActivationState.Invalid;
            _queue.TakeWaiting();
            foreach (var timer in _timers.ToArray())
            {
                timer.Dispose();
            }
        }

        _ended.TrySetResult();
    }

    private async Task ActivateAsync(CallChain? cause)
    {
        var step = Lifetime.Activation(GrainId, Silo.Address, Silo.NextId(), cause);
        lock (_gate)
        {
            _queue.Begin(step);
        }

        CallScope.Current = new(new(cause, GrainId, step.Id, step.Request.Method.FullName, false), CallScope.NoValues);
        using var budget = new CancellationTokenSource(Silo.Options.ActivationTimeout, Silo.Time);
        try
        {
            if (Class.IsRegistered && await Silo.Locator.Register(this) is { } other)
            {
                IsInDirectory = false;
                await End(new(DeactivationReasonCode.DuplicateActivation, $"The grain is active at {other}."), null, other);
                return;
            }

            GrainInstance = ActivationScope.Construct(this, Class.Construct);
            (GrainInstance as ILifecycleParticipant<IGrainLifecycle>)?.Participate(_lifecycle);
            await _lifecycle.Start(GrainLifecycleStage.Activate - 1, budget.Token);
            await ((IGrainBase)GrainInstance).OnActivateAsync(budget.Token).WaitAsync(Silo.Options.ActivationTimeout, Silo.Time);
            await _lifecycle.Start(GrainLifecycleStage.Last, budget.Token);
        }
        catch (Exception thrown)
        {
            // A caller takes a cancellation for its own.
            var failure = thrown is OperationCanceledException && budget.IsCancellationRequested
                ? new TimeoutException($"{GrainId} was not active within {Silo.Options.ActivationTimeout.TotalSeconds:0.###} s. The request did not run; calling again is safe.", thrown)
                : thrown;
            LogNotActivated(_logger, GrainId, failure);
            await End(new(DeactivationReasonCode.ActivationFailed, failure, "It could not be activated."), failure, null);
            return;
        }

        bool ends;
        lock (_gate)
        {
            ends = _deactivating;
            _state = ends ? ActivationState.Deactivating : ActivationState.Valid;
        }

        Finished(step);
        if (ends)
        {
            await DeactivateAsync();
        }
        else if (Load.Waiting > 0)
        {
            Pump();
        }
    }

    /// <summary>No new requests → running ones end or time out → OnDeactivateAsync with a budget → timers → state queue → unregister → dispose.</summary>
    private async Task DeactivateAsync()
    {
        try
        {
            await WaitForRunning().Here().WaitAsync(Silo.Options.DeactivationTimeout, Silo.Time);
        }
        catch (TimeoutException)
        {
            LogStillRunning(_logger, GrainId, DumpStatus());
        }

        var step = Lifetime.Deactivation(GrainId, Silo.Address, Silo.NextId());
        lock (_gate)
        {
            _queue.Begin(step);
        }

        CallScope.Current = new(new(null, GrainId, step.Id, step.Request.Method.FullName, false), CallScope.NoValues);
        using var budget = new CancellationTokenSource(Silo.Options.DeactivationTimeout, Silo.Time);
        try
        {
            await Sequences.EndAll();
            await ((IGrainBase)GrainInstance!).OnDeactivateAsync(_reason, budget.Token).WaitAsync(Silo.Options.DeactivationTimeout, Silo.Time);
            await _lifecycle.Stop(budget.Token);
        }
        catch (Exception failure)
        {
            LogNotDeactivated(_logger, GrainId, failure);
        }

        await End(_reason, null, null);
    }

    private Task WaitForRunning()
    {
        lock (_gate)
        {
            if (_queue.Running == 0)
            {
                return Task.CompletedTask;
            }

            _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    /// <summary>Ends the activation and sends its waiting requests where they belong: to nobody if it failed, to where the grain is if it is elsewhere, else anew.</summary>
    private async Task End(DeactivationReason reason, Exception? failure, SiloAddress? elsewhere)
    {
        Actors.Timers.ActivationTimer[] timers;
        lock (_gate)
        {
            timers = [.. _timers];
        }

        foreach (var timer in timers)
        {
            timer.Dispose();
        }

        await States.Idle();
        if (Class.IsRegistered && reason.ReasonCode != DeactivationReasonCode.DuplicateActivation)
        {
            await Silo.Locator.Unregister(this);
        }

        IReadOnlyList<Message> waiting;
        lock (_gate)
        {
            _state = ActivationState.Invalid;
            waiting = _queue.TakeWaiting();
        }

        Silo.Catalog.Remove(this);
        foreach (var message in waiting)
        {
            if (failure is not null)
            {
                Silo.Refuse(message, failure);
            }
            else
            {
                Silo.Forward(message, elsewhere);
            }
        }

        try
        {
            await DisposeInstance();
        }
        catch (Exception thrown)
        {
            LogNotDeactivated(_logger, GrainId, thrown);
        }

        _ended.TrySetResult();
    }

    private async Task DisposeInstance()
    {
        switch (GrainInstance)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync();
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }

        await _scope.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Grain} could not be activated; its callers get the reason.")]
    private static partial void LogNotActivated(ILogger logger, GrainId grain, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Grain} ends although requests still run: {Status}")]
    private static partial void LogStillRunning(ILogger logger, GrainId grain, string status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Grain} did not deactivate cleanly.")]
    private static partial void LogNotDeactivated(ILogger logger, GrainId grain, Exception failure);
}
