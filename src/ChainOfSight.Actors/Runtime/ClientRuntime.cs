using ChainOfSight.Actors.Hosting;
using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Messaging;
using ChainOfSight.Actors.Serialization;
using ChainOfSight.Actors.Transport;

namespace ChainOfSight.Actors.Runtime;

/// <summary>
/// A client outside of the silos: it sends every call to one of them, its gateway, which makes the call for it. When the gateway goes, its
/// calls fail at once and the next call takes another one.
/// </summary>
/// <param name="address">The client's own identity; its start number is negative.</param>
/// <param name="view">The silos.</param>
/// <param name="transport">The way to them.</param>
/// <param name="options">Time-out and message size.</param>
/// <param name="time">The clock.</param>
internal sealed class ClientRuntime(SiloAddress address, IClusterView view, ITransport transport, EmbeddedRuntimeOptions options, TimeProvider time)
    : ICallRuntime, IFrameReceiver, IAsyncDisposable
{
    private readonly PendingCalls _calls = new(time);
    private readonly Random _random = options.Seed is { } seed ? new(seed) : new();
    private readonly Lock _gate = new();
    private IGrainFactory? _factory;
    private IDisposable? _following;
    private SiloAddress? _gateway;
    private SiloAddress? _lost;
    private long _lastId;

    /// <inheritdoc/>
    public IGrainFactory Factory => _factory ??= new GrainFactory(this, null);

    /// <summary>How many calls wait for an answer.</summary>
    public int PendingCalls => _calls.Count;

    /// <summary>Connects.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        ActorRegistry.LoadReferenced();
        await transport.StartAsync(address, this, cancellationToken);
        _following = view.Subscribe(Follow);
    }

    /// <inheritdoc/>
    public Task<TResult> Call<TResult>(GrainReference target, GrainRequest<TResult> request, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<TResult>(cancellationToken);
        }

        var timeout = request.Method.Timeout ?? options.ResponseTimeout;
        var id = Interlocked.Increment(ref _lastId);
        var deadline = time.GetTimestamp() + (long)(timeout.TotalSeconds * time.TimestampFrequency);
        var call = new PendingCall<TResult>(request.ResultCodec) { Id = id, What = request.Method.FullName, Deadline = deadline, Timeout = timeout };
        _calls.Add(call);
        try
        {
            call.WaitsFor = Post(new() { Id = id, Target = target.GrainId, Request = request, Sender = address, Call = call, Values = Values }, timeout);
        }
        catch (Exception failure)
        {
            _calls.Take(id)?.Fail(failure);
        }

        if (cancellationToken.CanBeCanceled && !call.Task.IsCompleted)
        {
            call.Registration = cancellationToken.UnsafeRegister((_, token) => GiveUp(id, target.GrainId, token), null);
            if (call.Task.IsCompleted)
            {
                call.Registration.Dispose();
            }
        }

        return call.Task;
    }

    /// <inheritdoc/>
    public void Send(GrainReference target, GrainRequest request) => Post(
        new() { Id = Interlocked.Increment(ref _lastId), Target = target.GrainId, Request = request, Sender = address, Values = Values }, null);

    /// <inheritdoc/>
    public Guid NewGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (_gate)
        {
            _random.NextBytes(bytes);
        }

        return new(bytes);
    }

    /// <inheritdoc/>
    public void Receive(SiloAddress from, ReadOnlyMemory<byte> frame)
    {
        var reader = new MessageReader(frame.Span, this);
        var (kind, id) = Frames.ReadStart(ref reader);
        if (_calls.Take(id) is not { } call)
        {
            return;
        }

        if (kind == FrameKind.Answer)
        {
            call.ReadResult(ref reader);
        }
        else
        {
            call.ReadFailure(ref reader);
        }
    }

    /// <inheritdoc/>
    public void PeerLost(SiloAddress peer, string reason)
    {
        lock (_gate)
        {
            if (peer.Equals(_gateway))
            {
                (_gateway, _lost) = (null, peer);
            }
        }

        _calls.FailThoseAt(peer, call => new SiloUnavailableException(
            $"{call.What} has no answer: the connection to {peer} is lost ({reason}). Whether it ran is unknown."));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _following?.Dispose();
        _calls.Close("the client has stopped");
        _calls.Dispose();
        await transport.StopAsync(CancellationToken.None);
        await transport.DisposeAsync();
    }

    private static System.Collections.Immutable.ImmutableDictionary<string, object> Values => CallActivities.Leaving(CallScope.Current?.Values ?? CallScope.NoValues);

    private SiloAddress Post(Message message, TimeSpan? timeout)
    {
        var frame = Frames.Request(message, timeout);
        if (frame.Length > options.MessageBytes)
        {
            throw new LimitExceededException(
                "MessageBytes", frame.Length, options.MessageBytes, $"{message.Request.Method} was not sent. Send ids or names of stored objects instead of the content.");
        }

        for (var attempt = 0; attempt < 3 && Gateway() is { } gateway; attempt++)
        {
            if (message.Call is { } call)
            {
                call.WaitsFor = gateway;
            }

            switch (transport.TrySend(gateway, frame))
            {
                case SendResult.Queued:
                    return gateway;
                case SendResult.QueueFull:
                    throw new LimitExceededException("QueueOfPeer", transport.QueueLength(gateway), transport.QueueLength(gateway), $"{message.Request.Method} was not sent.");
                default:
                    PeerLost(gateway, "it cannot be reached");
                    break;
            }
        }

        throw new SiloUnavailableException($"{message.Request.Method} was not sent: no silo of the cluster can be reached.");
    }

    private SiloAddress? Gateway()
    {
        lock (_gate)
        {
            if (_gateway is null || view.Current.Find(_gateway) is not { IsActive: true })
            {
                var silos = view.Current.Members.Where(member => member.IsActive).Select(member => member.Address).ToList();
                var others = silos.Where(silo => !silo.Equals(_lost)).ToList();
                var choice = others.Count > 0 ? others : silos;
                _gateway = choice.Count == 0 ? null : choice[_random.Next(choice.Count)];
            }

            return _gateway;
        }
    }

    private void Follow(ClusterView changed)
    {
        SiloAddress? gone = null;
        lock (_gate)
        {
            if (_gateway is not null && changed.Find(_gateway) is null)
            {
                (gone, _gateway) = (_gateway, null);
            }
        }

        if (gone is not null)
        {
            PeerLost(gone, "it has left the cluster");
        }
    }

    private void GiveUp(long id, GrainId grain, CancellationToken token)
    {
        if (_calls.Take(id) is { } call)
        {
            if (call.WaitsFor is { } gateway)
            {
                transport.TrySend(gateway, Frames.Cancel(id, grain));
            }

            call.Fail(new OperationCanceledException($"{call.What} was given up by its caller; it may still run.", token));
        }
    }
}
