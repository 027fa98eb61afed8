using System.Collections.Concurrent;
using System.IO.Pipelines;
using ChainOfSight.Actors.Membership;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Actors.Transport.Http;

/// <summary>
/// Carries frames between the processes of one machine: HTTP/2 over loopback, one stream and one bounded queue for each peer, a shared secret.
/// Refuses any other address: a cluster of more machines is Orleans' business.
/// </summary>
/// <remarks>
/// Each silo opens a stream of its own to each silo that it sends to; a client's answers come back over the stream that it opened. A kill of the peer's
/// process breaks the stream at once, so that callers learn of it without waiting for a time-out.
/// </remarks>
public sealed partial class HttpTransport : ITransport, IMembershipPeers
{
    private readonly HttpTransportOptions options;
    private readonly ILogger logger;
    private readonly Handshake handshake;
    private readonly PeerCaller caller;
    private readonly ConcurrentDictionary<SiloAddress, PeerLink> outgoing = new();
    private readonly ConcurrentDictionary<SiloAddress, PeerLink> clients = new();
    private readonly ConcurrentDictionary<PeerLink, byte> incoming = new();
    private readonly Lock gate = new();
    private SiloAddress? self;
    private IFrameReceiver? receiver;
    private IPeerObserver? observer;
    private PeerListener? listener;
    private volatile bool stopped;

    /// <summary>Creates the transport; it does nothing before it is started.</summary>
    /// <param name="options">Cluster, secret and limits; checked here.</param>
    /// <param name="logger">Takes broken connections.</param>
    /// <exception cref="OrleansConfigurationException">An option is out of its range.</exception>
    public HttpTransport(HttpTransportOptions options, ILogger logger)
    {
        (this.options, this.logger) = (options.Validate(), logger);
        handshake = new Handshake(options.ClusterId, options.Secret);
        caller = new PeerCaller(handshake, options);
    }

    private SiloAddress Self => self ?? throw new InvalidOperationException("The transport is not started.");

    /// <summary>Tells the membership protocol what the connections show. Set before the start.</summary>
    /// <param name="peers">The protocol's agent.</param>
    public void Observe(IPeerObserver peers) => observer = peers;

    /// <inheritdoc />
    public async Task StartAsync(SiloAddress self, IFrameReceiver receiver, CancellationToken cancellationToken)
    {
        LoopbackOnly.Require(self.Endpoint);
        (this.self, this.receiver) = (self, receiver);
        if (!self.IsClient)
        {
            listener = new PeerListener(handshake, self, AcceptAsync, version => observer?.NoteAnnounced(version));
            await listener.StartAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    /// <exception cref="LimitExceededException">The frame is too large; it alone fails.</exception>
    public SendResult TrySend(SiloAddress target, ReadOnlyMemory<byte> frame)
    {
        if (frame.Length > options.MaxFrameBytes)
        {
            throw new LimitExceededException(nameof(HttpTransportOptions.MaxFrameBytes), frame.Length, options.MaxFrameBytes, $"The message to {target} was not sent; send a handle or a name instead of the content.");
        }

        return Link(target)?.Queue.TryAdd(frame) ?? SendResult.Unreachable;
    }

    /// <inheritdoc />
    public int QueueLength(SiloAddress target) =>
        (target.IsClient ? clients : outgoing).TryGetValue(target, out var link) ? link.Queue.Length : 0;

    /// <inheritdoc />
    public Task<ProbeAnswer> ProbeAsync(SiloAddress silo, CancellationToken cancellationToken) => caller.ProbeAsync(Self, silo, cancellationToken);

    /// <inheritdoc />
    public void Announce(SiloAddress silo, long version) => _ = AnnounceAsync(silo, version);

    /// <inheritdoc />
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        List<PeerLink> links;
        lock (gate)
        {
            stopped = true;
            links = [.. outgoing.Values, .. incoming.Keys];
        }

        links.ForEach(link => link.Queue.Close());
        await Task.WhenAny(Task.WhenAll(outgoing.Values.Select(link => link.Done)), Task.Delay(Timeout.Infinite, cancellationToken)).ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Cuts all connections at once, as the end of the process would.</summary>
    public async ValueTask DisposeAsync()
    {
        List<PeerLink> links;
        lock (gate)
        {
            stopped = true;
            links = [.. outgoing.Values, .. incoming.Keys];
        }

        links.ForEach(link => link.Dispose());
        if (listener is not null)
        {
            await listener.DisposeAsync().ConfigureAwait(false);
        }

        await Task.WhenAll(links.Select(link => link.Done)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        caller.Dispose();
    }

    private PeerLink? Link(SiloAddress target)
    {
        if (target.IsClient)
        {
            return clients.GetValueOrDefault(target);
        }

        if (outgoing.TryGetValue(target, out var open))
        {
            return open;
        }

        lock (gate)
        {
            if (stopped || outgoing.TryGetValue(target, out open))
            {
                return stopped ? null : open;
            }

            var link = new PeerLink(target, options.QueueCapacity);
            outgoing[target] = link;

            // The first sender's ambient values must not stick to the connection.
            using var noFlow = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
            link.Done = Task.Run(() => CarryAsync(link), CancellationToken.None);
            return link;
        }
    }

    private async Task CarryAsync(PeerLink link)
    {
        var reason = "the connection was closed";
        try
        {
            await caller.CarryAsync(Self, link.Peer, link.Queue, frame => Deliver(link.Peer, frame), link.Cut).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            reason = PeerCaller.IsRefused(e) ? $"nobody listens at {link.Peer.Endpoint}" : e.Message;
        }

        outgoing.TryRemove(KeyValuePair.Create(link.Peer, link));
        Lost(link, reason);
    }

    private async Task AcceptAsync(SiloAddress from, HttpContext context)
    {
        var link = new PeerLink(from, options.QueueCapacity);
        using var registered = Accept(link);
        var reason = "it closed the connection";
        try
        {
            await context.Response.StartAsync(link.Cut).ConfigureAwait(false);
            await context.Response.BodyWriter.FlushAsync(link.Cut).ConfigureAwait(false);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, link.Cut);
            link.Done = link.Queue.SendAllAsync(context.Response.BodyWriter, ended.Token);
            await FrameStream.ReadAllAsync(context.Request.BodyReader, options.MaxFrameBytes, frame => Deliver(from, frame), ended.Token).ConfigureAwait(false);
            link.Queue.Close();
            await link.Done.ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            reason = e is OperationCanceledException ? "the connection broke" : e.Message;
            context.Abort();
        }

        clients.TryRemove(KeyValuePair.Create(from, link));
        Lost(link, reason);
    }

    private Registration Accept(PeerLink link)
    {
        lock (gate)
        {
            incoming[link] = 0;
            if (link.Peer.IsClient)
            {
                clients[link.Peer] = link;
            }

            if (stopped)
            {
                link.Dispose();
            }
        }

        return new Registration(incoming, link);
    }

    private void Deliver(SiloAddress from, ReadOnlyMemory<byte> frame)
    {
        observer?.NoteHeard(from);
        receiver!.Receive(from, frame);
    }

    private void Lost(PeerLink link, string reason)
    {
        link.Dispose();
        if (stopped)
        {
            return;
        }

        LogLost(logger, link.Peer, reason);
        receiver!.PeerLost(link.Peer, reason);
        if (!link.Peer.IsClient)
        {
            observer?.NoteBroken(link.Peer);
        }
    }

    private async Task AnnounceAsync(SiloAddress silo, long version)
    {
        try
        {
            using var late = new CancellationTokenSource(options.ConnectTimeout);
            await caller.AnnounceAsync(Self, silo, version, late.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // It reads the table by itself soon enough.
            LogUnannounced(logger, silo, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The connection with {Peer} ended: {Reason}")]
    private static partial void LogLost(ILogger logger, SiloAddress peer, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Peer} was not told of the change of the cluster: {Reason}")]
    private static partial void LogUnannounced(ILogger logger, SiloAddress peer, string reason);

    private readonly struct Registration(ConcurrentDictionary<PeerLink, byte> links, PeerLink link) : IDisposable
    {
        public void Dispose() => links.TryRemove(link, out _);
    }
}
