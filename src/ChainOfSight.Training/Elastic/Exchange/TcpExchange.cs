using System.Collections.Concurrent;
using System.Net.Sockets;

namespace ChainOfSight.Training.Elastic;

/// <summary>
/// Exchange between processes over TCP, with a framing of its own and one connection per peer. Lanes of the same process hand over directly.
/// Bytes are not encrypted.
/// </summary>
public sealed class TcpExchange : IGradientExchange
{
    private readonly TcpExchangeOptions options;
    private readonly TimeProvider time;
    private readonly ExchangeHub hub;
    private readonly ExchangeInbox inbox;
    private readonly Socket listener;
    private readonly CancellationTokenSource ending = new();
    private readonly ConcurrentDictionary<string, TcpPeer> peers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> served = new();
    private readonly Task accepting;
    private readonly PayloadPool payloads = new();
    private int badConnections;
    private int lastStage = -1;

    /// <summary>Starts to listen.</summary>
    /// <param name="options">Where, and the secret.</param>
    /// <param name="hub">The process's lanes.</param>
    /// <param name="time">Clock of time-outs.</param>
    /// <exception cref="ArgumentException">The secret is too short.</exception>
    /// <exception cref="PeerExchangeException">The address or port cannot be had.</exception>
    public TcpExchange(TcpExchangeOptions options, ExchangeHub hub, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(hub);
        if (options.Secret.Length < 16)
        {
            throw new ArgumentException($"The secret has {options.Secret.Length} bytes; at least 16 are needed.", nameof(options));
        }

        (this.options, this.hub, this.time) = (options, hub, time);
        listener = new Socket(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new System.Net.IPEndPoint(options.Address, options.Port));
            listener.Listen(64);
        }
        catch (SocketException e)
        {
            listener.Dispose();
            throw new PeerExchangeException($"{options.Address}:{options.Port}", $"this address cannot be listened on: {e.Message} Choose another port, or 0 for a free one.", e);
        }

        Endpoint = $"tcp://{options.Host ?? options.Address.ToString()}:{((System.Net.IPEndPoint)listener.LocalEndPoint!).Port}";
        inbox = new ExchangeInbox(Endpoint, options.MaxEarlyMessages);
        hub.Add(Endpoint, inbox);
        accepting = AcceptAsync();
    }

    /// <inheritdoc/>
    public string Endpoint { get; }

    /// <summary>Connections that ended because of what came over them; for tests and for operators.</summary>
    public int BadConnections => Volatile.Read(ref badConnections);

    /// <summary>Arrays that were made for what came; for tests.</summary>
    internal long PayloadsMade => payloads.Made;

    /// <inheritdoc/>
    public async Task SendAsync(string endpoint, ExchangeKey key, ExchangeMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (hub.Find(endpoint) is { } near)
        {
            if (!near.Deliver(key, message))
            {
                message.Release();
            }

            return;
        }

        await Peer(endpoint).AskAsync(ExchangeFrame.Of(ExchangeFrameKind.Node, key, message), cancellationToken).ConfigureAwait(false);
        message.Release();
    }

    /// <inheritdoc/>
    public Task<ExchangeMessage> ReceiveAsync(ExchangeKey key, CancellationToken cancellationToken) => inbox.ReceiveAsync(key, cancellationToken);

    /// <inheritdoc/>
    public void Fence(string run, long generation) => inbox.Fence(run, generation);

    /// <inheritdoc/>
    public void Forget(string run, int stageIndex, long nextStep)
    {
        inbox.Forget(run, stageIndex, nextStep);
        if (Interlocked.Exchange(ref lastStage, stageIndex) != stageIndex)
        {
            payloads.Clear();
        }
    }

    /// <inheritdoc/>
    public void Offer(string? key, ExchangeMessage? message) => inbox.Offer(key, message);

    /// <inheritdoc/>
    public async Task<ExchangeMessage> FetchAsync(string endpoint, string key, CancellationToken cancellationToken)
    {
        if (hub.Find(endpoint)?.FindOffer(key) is { } near)
        {
            return near;
        }

        // A connection of its own: a state takes long, and gradients must not wait behind it.
        await using var peer = new TcpPeer(endpoint, options, time);
        return await peer.AskAsync(ExchangeFrame.Of(ExchangeFrameKind.Fetch, key), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        hub.Remove(Endpoint);
        await ending.CancelAsync().ConfigureAwait(false);
        listener.Dispose();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(served.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var peer in peers.Values)
        {
            await peer.DisposeAsync().ConfigureAwait(false);
        }
    }

    private TcpPeer Peer(string endpoint) => peers.GetOrAdd(endpoint, name => new TcpPeer(name, options, time));

    private async Task AcceptAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            var socket = await listener.AcceptAsync(ending.Token).ConfigureAwait(false);
            var serving = Task.Run(() => ServeAsync(socket));
            served[serving] = true;
            _ = serving.ContinueWith(done => served.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            using (var limit = new CancellationTokenSource(options.ConnectTimeout, time))
            using (var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ending.Token))
            {
                await PeerProof.ExchangeAsync(stream, options.Secret, isServer: true, both.Token).ConfigureAwait(false);
            }

            while (await ExchangeFrame.ReadAsync(stream, options.MaxMessageBytes, payloads, ending.Token).ConfigureAwait(false) is { } frame)
            {
                await Answer(frame).WriteAsync(stream, ending.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or SocketException or OperationCanceledException)
        {
            // The sender sees its connection end; who waits for its message goes on waiting until the run says otherwise.
            Interlocked.Increment(ref badConnections);
        }
    }

    private ExchangeFrame Answer(ExchangeFrame frame)
    {
        try
        {
            switch (frame.Kind)
            {
                case ExchangeFrameKind.Node:
                    if (!inbox.Deliver(frame.ReadHeader<ExchangeKey>(), frame.Message))
                    {
                        frame.Message.Release();
                    }

                    return ExchangeFrame.Of(ExchangeFrameKind.Taken, "");
                case ExchangeFrameKind.Fetch:
                    return inbox.FindOffer(frame.ReadHeader<string>()) is { } offered
                        ? ExchangeFrame.Of(ExchangeFrameKind.Taken, "", offered)
                        : ExchangeFrame.Of(ExchangeFrameKind.Refused, "it does not offer this state any more. Ask the run for a new ticket.");
                default:
                    throw new InvalidDataException($"A frame has the kind {frame.Kind}.");
            }
        }
        catch (PeerExchangeException e)
        {
            return ExchangeFrame.Of(ExchangeFrameKind.Refused, e.Message);
        }
    }
}
