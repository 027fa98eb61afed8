using ChainOfSight.Actors.Messaging;
using ChainOfSight.Actors.Serialization;
using ChainOfSight.Actors.Transport;

namespace ChainOfSight.Actors.Runtime;

/// <summary>How a silo sends, routes, forwards and answers requests.</summary>
internal sealed partial class Silo
{
    private const int MaximumForwards = 2;
    private const int MaximumChain = 100;

    /// <inheritdoc/>
    public Task<TResult> Call<TResult>(GrainReference target, GrainRequest<TResult> request, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<TResult>(cancellationToken);
        }

        var timeout = request.Method.Timeout ?? Options.ResponseTimeout;
        var deadline = TimestampAfter(timeout);
        var id = NextId();
        var call = new PendingCall<TResult>(request.ResultCodec) { Id = id, What = request.Method.FullName, Deadline = deadline, Timeout = timeout };
        _calls.Add(call);
        try
        {
            Route(Message(id, target.GrainId, Isolate(request), call, deadline));
        }
        catch (Exception failure)
        {
            _calls.Take(id)?.Fail(failure);
        }

        if (cancellationToken.CanBeCanceled && !call.Task.IsCompleted)
        {
            call.Registration = cancellationToken.UnsafeRegister(static (state, token) =>
            {
                var (silo, pending, grain) = ((Silo, PendingCall, GrainId))state!;
                silo.GiveUp(pending, grain, token);
            }, (this, (PendingCall)call, target.GrainId));
            if (call.Task.IsCompleted)
            {
                call.Registration.Dispose();
            }
        }

        return call.Task;
    }

    /// <inheritdoc/>
    public void Send(GrainReference target, GrainRequest request) => Route(Message(NextId(), target.GrainId, Isolate(request), null, long.MaxValue));

    /// <summary>Answers a request with its result.</summary>
    public void Answer<TResult>(Message message, Codec<TResult> codec, TResult result)
    {
        if (message.IsOneWay)
        {
            return;
        }

        if (message.Call is PendingCall<TResult> call)
        {
            var copy = Options.SerializeEverything ? RoundTrip(codec, result) : codec.IsImmutable ? result : codec.Copy(result);
            if (_calls.Take(message.Id) is not null)
            {
                call.SetResult(copy);
            }
        }
        else if (message.Call is { } relayed)
        {
            if (_calls.Take(message.Id) is not null)
            {
                relayed.SetResult(codec, result);
            }
        }
        else
        {
            SendAnswer(message, Frames.Answer(message.Id, codec, result));
        }
    }

    /// <summary>Answers a request with its failure.</summary>
    public void AnswerFailure(Message message, Exception failure)
    {
        if (message.IsOneWay)
        {
            return;
        }

        if (message.Call is { } call)
        {
            if (_calls.Take(message.Id) is not null)
            {
                call.Fail(Options.SerializeEverything ? RoundTrip(Codecs.Failure, failure) : failure);
            }
        }
        else if (!_closed)
        {
            Transport.TrySend(message.Sender, Frames.Failure(message.Id, failure));
        }
    }

    /// <summary>Answers a request that was not run.</summary>
    public void Refuse(Message message, Exception failure) => AnswerFailure(message, failure);

    /// <summary>Sends a request that met an ended activation to where the grain is now; at most twice.</summary>
    /// <param name="message">The request.</param>
    /// <param name="elsewhere">Where the grain is known to be; null: look for it.</param>
    public void Forward(Message message, SiloAddress? elsewhere)
    {
        Locator.Forget(message.Target);
        if (++message.Forwards > MaximumForwards)
        {
            Refuse(message, new OrleansMessageRejectionException($"{message.Request.Method} of {message.Target} met {message.Forwards} activations that had ended. It did not run; calling again is safe."));
        }
        else if (elsewhere is not null && !elsewhere.Equals(Address))
        {
            Dispatch(message, elsewhere);
        }
        else
        {
            Route(message);
        }
    }

    private Message Message(long id, GrainId target, GrainRequest request, PendingCall? call, long expires)
    {
        var scope = CallScope.Current;
        if (scope?.Chain is { Depth: > MaximumChain } chain)
        {
            throw new LimitExceededException("CallChain", chain.Depth, MaximumChain, chain.Describe());
        }

        return new()
        {
            Id = id,
            Target = target,
            Request = request,
            Sender = Address,
            Call = call,
            Chain = call is null ? null : scope?.Chain,
            Values = CallActivities.Leaving(scope?.Values ?? CallScope.NoValues),
            Expires = expires,
        };
    }

    /// <summary>What the callee may keep without the caller seeing or changing it.</summary>
    private GrainRequest Isolate(GrainRequest request)
    {
        if (!Options.SerializeEverything)
        {
            return request.Copy();
        }

        var writer = new MessageWriter();
        request.WriteArguments(writer);
        CheckSize(request, writer.Length);
        var reader = new MessageReader(writer.Written.Span, this);
        return ActorRegistry.Method(request.Method.Id)!(ref reader);
    }

    private T RoundTrip<T>(Codec<T> codec, T value)
    {
        var writer = new MessageWriter();
        codec.Write(writer, value);
        var reader = new MessageReader(writer.Written.Span, this);
        return codec.Read(ref reader);
    }

    private void CheckSize(GrainRequest request, int bytes)
    {
        if (bytes > Options.MessageBytes)
        {
            throw new LimitExceededException(
                "MessageBytes", bytes, Options.MessageBytes, $"{request.Method} was not sent. Send ids or names of stored objects instead of the content.");
        }
    }

    private void Route(Message message)
    {
        if (_closed)
        {
            Refuse(message, new SiloUnavailableException($"{message.Request.Method} of {message.Target} was not sent: this silo has stopped."));
            return;
        }

        if (Catalog.TryDeliver(message))
        {
            return;
        }

        if (message.Target.Type.AsSpan() is [(byte)'$', ..])
        {
            Dispatch(message, SiloAddress.FromParsableString(message.Target.Key.ToString()!));
            return;
        }

        if (Classes.Find(message.Target.Type) is not { } grainClass)
        {
            Refuse(message, new ArgumentException($"The grain type of {message.Target} is not known to {Settings.Name}."));
        }
        else if (grainClass.Workers > 0 && !_leaving)
        {
            Catalog.Deliver(message, grainClass);
        }
        else if (Locator.Cached(message.Target) is { } cached)
        {
            Dispatch(message, cached);
        }
        else if (!TryLocate(message, grainClass))
        {
            Interlocked.Increment(ref _locating);
            _ = Scheduler.Run(() => Locate(message, grainClass));
        }
    }

    /// <summary>Sends a request where it belongs if that needs no message to be found out: so requests of one sender stay in order.</summary>
    private bool TryLocate(Message message, GrainClass grainClass)
    {
        if (!Locator.TryFind(message.Target, out var silo))
        {
            return false;
        }

        try
        {
            silo ??= _placement.TryChoose(grainClass, message);
        }
        catch (OrleansException failure)
        {
            Refuse(message, failure);
            return true;
        }

        if (silo is not null)
        {
            Dispatch(message, silo);
        }

        return silo is not null;
    }

    private async Task Locate(Message message, GrainClass grainClass)
    {
        try
        {
            var found = Locator.TryFind(message.Target, out var known) ? known : await Locator.Find(message.Target);
            var silo = found ?? await _placement.Choose(grainClass, message);
            if (found is not null && !silo.Equals(Address))
            {
                Locator.Remember(message.Target, silo);
            }

            Dispatch(message, silo);
        }
        catch (Exception failure)
        {
            Refuse(message, failure);
        }
        finally
        {
            Interlocked.Decrement(ref _locating);
        }
    }

    private void Dispatch(Message message, SiloAddress silo)
    {
        message.TargetSilo = silo;
        if (!silo.Equals(Address))
        {
            SendTo(message, silo);
            return;
        }

        if (Classes.Find(message.Target.Type) is { } grainClass && !_leaving)
        {
            Catalog.Deliver(message, grainClass);
        }
        else if (!Catalog.TryDeliver(message))
        {
            Refuse(message, new OrleansMessageRejectionException($"{message.Target} cannot be activated: {Settings.Name} is leaving. It did not run; calling again is safe."));
        }
    }

    private void SendTo(Message message, SiloAddress silo)
    {
        byte[] frame;
        try
        {
            frame = Frames.Request(message, message.Expires == long.MaxValue ? null : Time.GetElapsedTime(Time.GetTimestamp(), message.Expires));
            CheckSize(message.Request, frame.Length);
        }
        catch (Exception failure) when (failure is NotSupportedException or LimitExceededException)
        {
            Refuse(message, failure);
            return;
        }

        if (message.Call is { } call)
        {
            call.WaitsFor = silo;
        }
        else if (message.Forwards > 0 && !message.IsOneWay)
        {
            Transport.TrySend(message.Sender, Frames.Redirected(message.Id, silo));
        }

        var sent = View.Current.Find(silo) is null ? SendResult.Unreachable : Transport.TrySend(silo, frame);
        if (sent == SendResult.Unreachable)
        {
            Locator.Forget(message.Target);
            Refuse(message, new SiloUnavailableException($"{message.Request.Method} of {message.Target} was not sent: {silo} cannot be reached."));
        }
        else if (sent == SendResult.QueueFull)
        {
            Refuse(message, new LimitExceededException("QueueOfPeer", Transport.QueueLength(silo), Transport.QueueLength(silo), $"{message.Request.Method} of {message.Target} was not sent to {silo}."));
        }
    }

    private void SendAnswer(Message message, byte[] frame)
    {
        if (frame.Length > Options.MessageBytes)
        {
            AnswerFailure(message, new LimitExceededException(
                "MessageBytes", frame.Length, Options.MessageBytes, $"The result of {message.Request.Method} was not sent. Return ids or names of stored objects, or a sequence."));
        }
        else if (!_closed)
        {
            Transport.TrySend(message.Sender, frame);
        }
    }

    private void GiveUp(PendingCall pending, GrainId grain, CancellationToken token)
    {
        if (_calls.Take(pending.Id) is not { } call)
        {
            return;
        }

        if (Catalog.Find(grain) is { } activation)
        {
            activation.Cancel(Address, call.Id);
        }
        else if (call.WaitsFor is { } silo)
        {
            Transport.TrySend(silo, Frames.Cancel(call.Id, grain));
        }

        call.Fail(new OperationCanceledException($"{call.What} was given up by its caller; it may still run.", token));
    }
}
