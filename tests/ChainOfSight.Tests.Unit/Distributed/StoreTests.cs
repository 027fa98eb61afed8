using System.Net;
using System.Net.Sockets;
using ChainOfSight.Torch.Distributed;

namespace ChainOfSight.Tests.Unit.Distributed;

/// <summary>Ranks meet through stores, and what they cannot reach says where and why.</summary>
public sealed class StoreTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    [Fact]
    public void Store_on_any_free_port_shares_keys_and_counters()
    {
        using var server = TcpStore.Open("127.0.0.1", 0, isServer: true, Ranks.Patience);
        using var client = TcpStore.Open("127.0.0.1", server.Port, isServer: false, Ranks.Patience);

        server.Set("key", [1, 2, 0, 255]);
        client.Set("empty", []);

        Assert.InRange(server.Port, 1, 65535);
        Assert.Equal([1, 2, 0, 255], client.Get("key"));
        Assert.Empty(server.Get("empty"));
        Assert.Equal(3, client.Add("counter", 3));
        Assert.Equal(1, server.Add("counter", -2));
        Assert.True(client.Contains("key"));
        Assert.False(client.Contains("other"));
        client.Wait(["key", "empty"]);
    }

    [Fact]
    public void Waiting_for_a_key_ends_when_another_rank_sets_it()
    {
        using var server = TcpStore.Open("127.0.0.1", 0, isServer: true, Ranks.Patience);
        var setter = new Thread(() =>
        {
            using var client = TcpStore.Open("127.0.0.1", server.Port, isServer: false, Ranks.Patience);
            client.Set("late", [7]);
        });
        setter.Start();

        Assert.Equal([7], server.Get("late"));
        setter.Join();
    }

    [Fact]
    public void Key_that_nobody_sets_times_out_by_name()
    {
        using var store = TcpStore.Open("127.0.0.1", 0, isServer: true, Short);

        var get = Assert.Throws<DistributedTimeoutException>(() => store.Get("nobody"));
        var wait = Assert.Throws<DistributedTimeoutException>(() => store.Wait(["no one"], TimeSpan.FromMilliseconds(100)));

        Assert.Contains("'nobody'", get.Message, StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1:{store.Port}", get.Message, StringComparison.Ordinal);
        Assert.Equal((Short, (int?)null), (get.Limit, get.Rank));
        Assert.Contains("'no one'", wait.Message, StringComparison.Ordinal);
        Assert.Equal(1, store.Add("still of use", 1));
    }

    [Fact]
    public void Port_where_nobody_serves_is_named()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var free = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();

        var refusal = Assert.Throws<DistributedTimeoutException>(() => TcpStore.Open("127.0.0.1", free, isServer: false, Short));

        Assert.Contains($"127.0.0.1:{free}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Port_that_is_taken_is_named()
    {
        using var first = TcpStore.Open("127.0.0.1", 0, isServer: true, Short);

        var refusal = Assert.Throws<DistributedException>(() => TcpStore.Open("127.0.0.1", first.Port, isServer: true, Short));

        Assert.Contains($"127.0.0.1:{first.Port}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("in use", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(65536, true)]
    [InlineData(0, false)]
    public void Port_out_of_range_is_refused(int port, bool isServer) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TcpStore.Open("127.0.0.1", port, isServer, Short));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Time_out_that_is_not_above_zero_is_refused(int milliseconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TcpStore.Open("127.0.0.1", 0, isServer: true, TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void File_shares_keys_without_a_network()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.store");
        using var one = FileStore.Open(path, 2, Short);
        using var other = FileStore.Open(path, 2, Short);

        one.Set("key", [5]);

        Assert.Equal([5], other.Get("key"));
        Assert.Equal(4, other.Add("counter", 4));
        Assert.Contains("'nobody'", Assert.Throws<DistributedTimeoutException>(() => one.Get("nobody")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_cannot_be_made_is_named()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "store");

        Assert.Contains(path, Assert.Throws<DistributedException>(() => FileStore.Open(path, 1, Short)).Message, StringComparison.Ordinal);
    }
}
