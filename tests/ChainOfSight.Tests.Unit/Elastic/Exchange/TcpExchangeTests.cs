using System.Net;
using System.Net.Sockets;
using ChainOfSight.Training.Elastic;

namespace ChainOfSight.Tests.Unit.Elastic.Exchange;

/// <summary>Exchange between processes: each lane here has a hub of its own, as in a process of its own.</summary>
public sealed class TcpExchangeTests : ExchangeConformance
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    protected override IGradientExchange Join(string name) => Listen(Secret);

    [Fact]
    public async Task Listens_on_loopback_unless_told_otherwise()
    {
        await using var a = Listen(Secret);

        Assert.Equal("127.0.0.1", new Uri(a.Endpoint).Host);
    }

    [Fact]
    public async Task Wrong_secret_is_refused_on_both_sides()
    {
        await using var a = Listen(Secret);
        await using var b = Listen([.. Secret.Reverse()]);

        await Assert.ThrowsAsync<PeerExchangeException>(() => b.SendAsync(a.Endpoint, Key(1, 1), Message(5), default).WaitAsync(Guard));
        Assert.Throws<ArgumentException>(() => Listen([1, 2, 3]));
    }

    [Fact]
    public async Task Sending_to_a_peer_that_does_not_read_ends_with_its_token_and_the_next_message_arrives()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var a = Listen(Secret);
        await using var b = Listen(Secret);
        using var fence = new CancellationTokenSource();

        var stuck = a.SendAsync($"tcp://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}", Key(1, 1), Message(1), fence.Token);
        await fence.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stuck.WaitAsync(Guard));
        await a.SendAsync(b.Endpoint, Key(1, 1), Message(3), default).WaitAsync(Guard);
        Assert.Equal(3, (await b.ReceiveAsync(Key(1, 1), default).WaitAsync(Guard)).Length);
    }

    [Fact]
    public async Task Peer_that_dies_in_the_middle_of_a_transfer_delivers_nothing()
    {
        await using var a = Listen(Secret);
        var frame = await BytesAsync(ExchangeFrame.Of(ExchangeFrameKind.Node, Key(1, 1), Message(5000)));

        await Speak(a, frame[..(frame.Length / 2)]);
        await Speak(a, frame);

        Assert.Equal(5000, (await a.ReceiveAsync(Key(1, 1), default).WaitAsync(Guard)).Length);
        Assert.Equal(1, a.BadConnections);
    }

    [Theory]
    [InlineData("not a lane at all, but long enough to be read as a frame")]
    [InlineData("COSX")]
    [InlineData("COSX\u0001\u007f\u007f\u007f\u007f\u0001\0\0\0")]
    [InlineData("COSX\u0001\0\0\0\0\u0001\0\0\0\u007f\u007f\u007f\u007f\u007f\u007f\u007f\u007f")]
    [InlineData("COSX\u0001\u0002\0\0\0\0\0\0\0{}")]
    [InlineData("COSX\u0009\u0002\0\0\0\0\0\0\0{}")]
    public async Task Garbage_ends_its_connection_and_nothing_else(string garbage)
    {
        await using var a = Listen(Secret);
        await using var b = Listen(Secret);

        await Speak(a, System.Text.Encoding.Latin1.GetBytes(garbage));
        await b.SendAsync(a.Endpoint, Key(1, 1), Message(3), default).WaitAsync(Guard);

        Assert.Equal(3, (await a.ReceiveAsync(Key(1, 1), default).WaitAsync(Guard)).Length);
        Assert.Equal(1, a.BadConnections);
    }

    // Connects as a lane that knows the secret, says some bytes, and leaves; returns once the other side has closed.
    private static async Task Speak(TcpExchange to, byte[] bytes)
    {
        var address = new Uri(to.Endpoint);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        await PeerProof.ExchangeAsync(stream, Secret, isServer: false, default);
        await stream.WriteAsync(bytes);
        client.Client.Shutdown(SocketShutdown.Send);
        try
        {
            await stream.CopyToAsync(Stream.Null).WaitAsync(Guard);
        }
        catch (IOException)
        {
            // Closed with unread bytes: a reset.
        }
    }

    private static async Task<byte[]> BytesAsync(ExchangeFrame frame)
    {
        using var bytes = new MemoryStream();
        await frame.WriteAsync(bytes, default);
        return bytes.ToArray();
    }

    private static TcpExchange Listen(byte[] secret) => new(new TcpExchangeOptions { Secret = secret, ConnectTimeout = TimeSpan.FromMinutes(2) }, new ExchangeHub(), TimeProvider.System);
}
