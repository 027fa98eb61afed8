using ChainOfSight.Actors.Messaging;
using ChainOfSight.Actors.Serialization;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Actors.Runtime;

/// <summary>What a silo does with frames that arrive.</summary>
internal sealed partial class Silo
{
    private const int RememberedRequests = 4096;
    private readonly RecentRequests _recent = new(RememberedRequests);
    private readonly System.Collections.Concurrent.ConcurrentDictionary<(SiloAddress Client, long Call), long> _relayed = new();

    /// <inheritdoc/>
    public void Receive(SiloAddress from, ReadOnlyMemory<byte> frame)
    {
        if (_killed)
        {
            return;
        }

        var reader = new MessageReader(frame.Span, this);
        try
        {
            var (kind, id) = Frames.ReadStart(ref reader);
            switch (kind)
            {
                case FrameKind.Request when _closed:
                    Transport.TrySend(from, Frames.Failure(id, new OrleansMessageRejectionException($"{Settings.Name} has stopped. The request did not run; calling again is safe.")));
                    break;
                case FrameKind.Request:
                    ReceiveRequest(from, id, ref reader);
                    break;
                case FrameKind.Answer:
                    _calls.Take(id)?.ReadResult(ref reader);
                    break;
                case FrameKind.Failure:
                    _calls.Take(id)?.ReadFailure(ref reader);
                    break;
                case FrameKind.Cancel:
                    ReceiveCancel(from, id, Codecs.GrainId.Read(ref reader));
                    break;
                case FrameKind.Redirected:
                    Redirect(id, Codecs.Silo.Read(ref reader));
                    break;
                default:
                    throw new MessageFormatException($"The frame kind {kind} is unknown.");
            }
        }
        catch (MessageFormatException failure)
        {
            LogMalformed(_logger, from, frame.Length, failure);
        }
    }

    /// <inheritdoc/>
    public void PeerLost(SiloAddress peer, string reason)
    {
        _calls.FailThoseAt(peer, call => new SiloUnavailableException(
            $"{call.What} has no answer: the connection to {peer} is lost ({reason}). Whether it ran is unknown."));
        foreach (var relayed in _relayed.Where(entry => entry.Key.Client.Equals(peer)).ToArray())
        {
            _relayed.TryRemove(relayed);
        }

        if (peer.IsClient)
        {
            _recent.Forget(peer.Equals);
        }
    }

    private void ReceiveRequest(SiloAddress from, long id, ref MessageReader reader)
    {
        var header = Frames.ReadHeader(ref reader);
        if (!_recent.IsNew(header.Sender, id, header.Forwards))
        {
            return;
        }

        Exception? refusal = null;
        GrainRequest? request = null;
        try
        {
            request = ActorRegistry.Method(header.Method)?.Invoke(ref reader);
            refusal = request is null ? new NotSupportedException($"A method of {header.Target} is not known to {Settings.Name}; do both sides run the same version?") : null;
        }
        catch (MessageFormatException malformed)
        {
            refusal = malformed;
        }

        if (request is null)
        {
            Transport.TrySend(header.Sender, Frames.Failure(id, refusal!));
            return;
        }

        var expires = header.TimeLeft is { } left ? TimestampAfter(left) : long.MaxValue;
        if (from.IsClient)
        {
            Relay(from, id, header, request, expires);
            return;
        }

        // A request of this silo may come back, forwarded by a silo that no longer has the grain.
        var own = header.Sender.Equals(Address);
        var call = own ? _calls.Find(id) : null;
        if (own && call is null && (request.Options & MethodOptions.OneWay) == 0)
        {
            return;
        }

        call?.WaitsFor = null;
        Accept(new()
        {
            Id = id,
            Target = header.Target,
            Request = request,
            Sender = header.Sender,
            Call = call,
            Chain = header.Chain,
            Values = header.Values,
            Expires = expires,
            Forwards = header.Forwards,
        });
    }

    /// <summary>Makes a client's call in its stead.</summary>
    private void Relay(SiloAddress client, long clientCall, RequestHeader header, GrainRequest request, long expires)
    {
        GrainId target;
        try
        {
            target = GrainFactory.Resolve(header.Target, Classes);
        }
        catch (ArgumentException unknown)
        {
            Transport.TrySend(client, Frames.Failure(clientCall, unknown));
            return;
        }

        var id = NextId();
        RelayedCall? call = null;
        if ((request.Options & MethodOptions.OneWay) == 0)
        {
            call = new(client, clientCall, SendToClient)
            {
                Id = id, What = request.Method.FullName, Deadline = expires, Timeout = header.TimeLeft ?? Options.ResponseTimeout,
            };
            _relayed[(client, clientCall)] = id;
            _calls.Add(call);
        }

        Route(new() { Id = id, Target = target, Request = request, Sender = Address, Call = call, Values = header.Values, Expires = expires });
    }

    private void SendToClient(SiloAddress client, byte[] frame)
    {
        var reader = new MessageReader(frame);
        _relayed.TryRemove((client, Frames.ReadStart(ref reader).Id), out _);
        Transport.TrySend(client, frame);
    }

    /// <summary>Takes a request that another silo sent here.</summary>
    private void Accept(Message message)
    {
        if (Catalog.TryDeliver(message))
        {
            return;
        }

        if (Classes.Find(message.Target.Type) is not { } grainClass)
        {
            Refuse(message, new ArgumentException($"The grain type of {message.Target} is not known to {Settings.Name}."));
        }
        else if (_leaving)
        {
            Forward(message, null);
        }
        else
        {
            Catalog.Deliver(message, grainClass);
        }
    }

    private void ReceiveCancel(SiloAddress from, long id, GrainId grain)
    {
        if (_relayed.TryRemove((from, id), out var relayed) && _calls.Find(relayed) is { } pending)
        {
            GiveUp(pending, GrainFactory.Resolve(grain, Classes), CancellationToken.None);
        }
        else
        {
            Catalog.Find(grain)?.Cancel(from, id);
        }
    }

    private void Redirect(long id, SiloAddress silo)
    {
        if (_calls.Find(id) is not { } call)
        {
            return;
        }

        call.WaitsFor = silo;
        if (View.Current.Find(silo) is null)
        {
            _calls.Take(id)?.Fail(new SiloUnavailableException($"{call.What} was forwarded to {silo}, which has left the cluster. Whether it ran is unknown."));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A malformed frame of {Bytes} bytes from {Peer} was dropped.")]
    private static partial void LogMalformed(ILogger logger, SiloAddress peer, int bytes, Exception failure);
}
