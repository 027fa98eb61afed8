using System.Net;
using System.Text;
using System.Threading.Channels;
using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Transport;
using ChainOfSight.Actors.Transport.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChainOfSight.Tests.Actors.Transport;

/// <summary>One end of the transport, with all that it hears.</summary>
internal sealed class Peer : IFrameReceiver, IPeerObserver, IAsyncDisposable
{
    public const string Secret = "0123456789abcdef";
    private static readonly TimeSpan DeadlockGuard = TimeSpan.FromSeconds(60);
    private readonly Channel<(SiloAddress From, string Text)> frames = Channel.CreateUnbounded<(SiloAddress, string)>();
    private readonly Channel<(SiloAddress Peer, string Reason)> losses = Channel.CreateUnbounded<(SiloAddress, string)>();
    private readonly Channel<long> announcements = Channel.CreateUnbounded<long>();

    private Peer(SiloAddress address, HttpTransport transport) => (Address, Transport) = (address, transport);

    public SiloAddress Address { get; }

    public HttpTransport Transport { get; }

    /// <summary>When set, held up before each frame is taken.</summary>
    public ManualResetEventSlim? Gate { get; set; }

    public static SiloAddress NewSilo(int start = 1) => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, LoopbackOnly.FreePort()), start);

    public static SiloAddress NewClient(int number = 1) => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 0), -number);

    public static async Task<Peer> StartAsync(SiloAddress? address = null, string cluster = "one", string secret = Secret, int capacity = 1000, int largest = 1 << 20)
    {
        var options = new HttpTransportOptions { ClusterId = cluster, Secret = secret, QueueCapacity = capacity, MaxFrameBytes = largest };
        var peer = new Peer(address ?? NewSilo(), new HttpTransport(options, NullLogger.Instance));
        peer.Transport.Observe(peer);
        await peer.Transport.StartAsync(peer.Address, peer, CancellationToken.None);
        return peer;
    }

    public SendResult Send(Peer to, string text) => Send(to.Address, text);

    public SendResult Send(SiloAddress to, string text) => Transport.TrySend(to, Encoding.UTF8.GetBytes(text));

    public Task<(SiloAddress From, string Text)> FrameAsync() => NextAsync(frames, "a frame");

    public Task<(SiloAddress Peer, string Reason)> LossAsync() => NextAsync(losses, "the loss of a peer");

    public Task<long> AnnouncementAsync() => NextAsync(announcements, "an announcement");

    public void Receive(SiloAddress from, ReadOnlyMemory<byte> frame)
    {
        Gate?.Wait();
        frames.Writer.TryWrite((from, Encoding.UTF8.GetString(frame.Span)));
    }

    public void PeerLost(SiloAddress peer, string reason) => losses.Writer.TryWrite((peer, reason));

    public void NoteHeard(SiloAddress silo)
    {
    }

    public void NoteBroken(SiloAddress silo)
    {
    }

    public void NoteAnnounced(long version) => announcements.Writer.TryWrite(version);

    public ValueTask DisposeAsync()
    {
        Gate?.Set();
        return Transport.DisposeAsync();
    }

    private static async Task<T> NextAsync<T>(Channel<T> channel, string what)
    {
        using var guard = new CancellationTokenSource(DeadlockGuard);
        try
        {
            return await channel.Reader.ReadAsync(guard.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Waited {DeadlockGuard} for {what}.");
        }
    }
}
