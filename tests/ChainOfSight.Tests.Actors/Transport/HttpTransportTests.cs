using System.Net;
using System.Text;
using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Transport;
using ChainOfSight.Actors.Transport.Http;
using static ChainOfSight.Tests.Actors.Transport.Peer;

namespace ChainOfSight.Tests.Actors.Transport;

/// <summary>Frames arrive once and in order, queues are bounded and visible, and whoever is gone is known to be gone at once.</summary>
public sealed class HttpTransportTests
{
    [Fact]
    public async Task Frames_arrive_in_order_with_the_senders_proven_address()
    {
        await using var a = await StartAsync();
        await using var b = await StartAsync();
        for (var i = 0; i < 500; i++)
        {
            Assert.Equal(SendResult.Queued, a.Send(b, $"{i}"));
        }

        for (var i = 0; i < 500; i++)
        {
            Assert.Equal((a.Address, $"{i}"), await b.FrameAsync());
        }

        b.Send(a, "back");
        Assert.Equal((b.Address, "back"), await a.FrameAsync());
        Assert.Equal(0, a.Transport.QueueLength(b.Address));
    }

    [Fact]
    public async Task Client_is_answered_over_the_connection_that_it_opened()
    {
        await using var silo = await StartAsync();
        await using var client = await StartAsync(NewClient());
        Assert.Equal(SendResult.Unreachable, silo.Send(client, "early"));
        client.Send(silo, "ask");
        Assert.Equal((client.Address, "ask"), await silo.FrameAsync());
        Assert.Equal(SendResult.Queued, silo.Send(client, "answer"));
        Assert.Equal((silo.Address, "answer"), await client.FrameAsync());
    }

    [Fact]
    public async Task Client_learns_at_once_that_its_silo_is_gone_and_the_silo_that_its_client_is()
    {
        await using var client = await StartAsync(NewClient());
        var silo = await StartAsync();
        client.Send(silo, "ask");
        await silo.FrameAsync();
        await silo.DisposeAsync();
        Assert.Equal(silo.Address, (await client.LossAsync()).Peer);

        await using var other = await StartAsync();
        client.Send(other, "ask");
        await other.FrameAsync();
        await client.DisposeAsync();
        Assert.Equal(client.Address, (await other.LossAsync()).Peer);
        Assert.Equal(SendResult.Unreachable, other.Send(client, "late"));
    }

    [Fact]
    public async Task Send_to_nobody_is_a_loss_that_says_so_and_the_next_one_connects_again()
    {
        await using var a = await StartAsync();
        var address = NewSilo();
        a.Send(address, "lost");
        var (peer, reason) = await a.LossAsync();
        Assert.Equal(address, peer);
        Assert.Contains("nobody listens", reason, StringComparison.Ordinal);
        await using var b = await StartAsync(address);
        a.Send(b, "found");
        Assert.Equal("found", (await b.FrameAsync()).Text);
    }

    [Fact]
    public async Task Frame_for_an_earlier_start_is_not_taken_by_the_later_one()
    {
        await using var a = await StartAsync();
        await using var later = await StartAsync(NewSilo(2));
        a.Send(SiloAddress.New(later.Address.Endpoint, 1), "for the dead");
        Assert.Contains("is gone", (await a.LossAsync()).Reason, StringComparison.Ordinal);
        a.Send(later, "for the living");
        Assert.Equal("for the living", (await later.FrameAsync()).Text);
    }

    [Fact]
    public async Task Queue_takes_what_it_may_then_says_full_and_shows_its_length()
    {
        await using var a = await StartAsync(capacity: 8);
        await using var b = await StartAsync();
        using var gate = new ManualResetEventSlim();
        b.Gate = gate;
        var text = new string('x', 1 << 20);
        var results = new List<SendResult>();
        while (results.Count < 10_000 && (results.Count == 0 || results[^1] == SendResult.Queued))
        {
            results.Add(a.Send(b, text));
        }

        Assert.Equal(SendResult.QueueFull, results[^1]);
        Assert.Equal(8, a.Transport.QueueLength(b.Address));
        gate.Set();
        for (var i = 0; i < results.Count - 1; i++)
        {
            Assert.Equal(text.Length, (await b.FrameAsync()).Text.Length);
        }
    }

    [Fact]
    public async Task Frame_over_the_limit_fails_alone_at_the_sender()
    {
        await using var a = await StartAsync(largest: 2048);
        await using var b = await StartAsync(largest: 2048);
        var error = Assert.Throws<LimitExceededException>(() => a.Send(b, new string('x', 2049)));
        Assert.Contains("2049", error.Message, StringComparison.Ordinal);
        Assert.Contains("2048", error.Message, StringComparison.Ordinal);
        a.Send(b, new string('y', 2048));
        Assert.Equal(2048, (await b.FrameAsync()).Text.Length);
    }

    [Theory]
    [InlineData("two", Secret, "cluster 'one'")]
    [InlineData("one", "another secret of 24 chars", "different secrets")]
    public async Task Other_cluster_or_secret_is_refused_with_the_reason(string cluster, string secret, string reason)
    {
        await using var a = await StartAsync(cluster: cluster, secret: secret);
        await using var b = await StartAsync();
        a.Send(b, "let me in");
        Assert.Contains(reason, (await a.LossAsync()).Reason, StringComparison.Ordinal);
        b.Send(a, "let me in");
        Assert.Contains(cluster == "one" ? "different secrets" : "cluster 'two'", (await b.LossAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_sends_what_is_queued()
    {
        var a = await StartAsync();
        await using var b = await StartAsync();
        for (var i = 0; i < 100; i++)
        {
            a.Send(b, $"{i}");
        }

        await a.Transport.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal($"{i}", (await b.FrameAsync()).Text);
        }

        Assert.Equal(SendResult.Unreachable, a.Send(b, "too late"));
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("0.0.0.0")]
    public async Task Address_beyond_loopback_is_refused_and_named_as_the_business_of_orleans(string address)
    {
        var beyond = SiloAddress.New(new IPEndPoint(IPAddress.Parse(address), 4000), 1);
        var error = await Assert.ThrowsAsync<OrleansConfigurationException>(() => StartAsync(beyond));
        Assert.Contains("Orleans", error.Message, StringComparison.Ordinal);
        await using var a = await StartAsync();
        a.Send(beyond, "out");
        Assert.Contains("Orleans", (await a.LossAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_that_is_taken_is_named()
    {
        await using var a = await StartAsync();
        var error = await Assert.ThrowsAsync<OrleansConfigurationException>(() => StartAsync(SiloAddress.New(a.Address.Endpoint, 2)));
        Assert.Contains(a.Address.Endpoint.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_tells_the_living_the_gone_and_the_replaced_apart()
    {
        await using var a = await StartAsync();
        await using var b = await StartAsync(NewSilo(2));
        await using var stranger = await StartAsync(cluster: "two");
        Assert.Equal(ProbeAnswer.Alive, await ProbeAsync(a, b.Address));
        Assert.Equal(ProbeAnswer.Replaced, await ProbeAsync(a, SiloAddress.New(b.Address.Endpoint, 1)));
        Assert.Equal(ProbeAnswer.Replaced, await ProbeAsync(a, stranger.Address));
        Assert.Equal(ProbeAnswer.Refused, await ProbeAsync(a, NewSilo()));
    }

    [Fact]
    public async Task Probe_of_a_silo_with_another_secret_is_an_error_of_configuration_and_no_death()
    {
        await using var a = await StartAsync();
        await using var b = await StartAsync(secret: "another secret of 24 chars");
        await Assert.ThrowsAsync<OrleansConfigurationException>(() => ProbeAsync(a, b.Address));
    }

    [Fact]
    public async Task Probe_of_one_that_accepts_and_says_nothing_is_silence()
    {
        await using var a = await StartAsync();
        using var mute = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        using var late = new CancellationTokenSource();
        var probe = a.Transport.ProbeAsync(SiloAddress.New((IPEndPoint)mute.LocalEndpoint, 1), late.Token);
        using var accepted = await mute.AcceptSocketAsync(late.Token);
        await late.CancelAsync();
        Assert.Equal(ProbeAnswer.Silent, await probe);
    }

    [Fact]
    public async Task Probe_is_answered_while_frames_are_stuck()
    {
        await using var a = await StartAsync();
        await using var b = await StartAsync();
        using var gate = new ManualResetEventSlim();
        b.Gate = gate;
        for (var i = 0; i < 200; i++)
        {
            a.Send(b, new string('x', 1 << 18));
        }

        Assert.Equal(ProbeAnswer.Alive, await ProbeAsync(a, b.Address));
        gate.Set();
    }

    [Fact]
    public async Task Announcement_reaches_the_peer()
    {
        await using var a = await StartAsync();
        await using var b = await StartAsync();
        a.Transport.Announce(b.Address, 42);
        Assert.Equal(42, await b.AnnouncementAsync());
    }

    [Fact]
    public async Task Listener_does_not_talk_to_strangers()
    {
        await using var a = await StartAsync();
        using var browser = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        var response = await browser.GetAsync(new Uri($"http://{a.Address.Endpoint}/cos/link"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("", Secret, "ClusterId")]
    [InlineData("one", "short", "Secret")]
    public void Options_out_of_range_are_refused_by_name(string cluster, string secret, string name) => Assert.Contains(
        name,
        Assert.Throws<OrleansConfigurationException>(() => new HttpTransportOptions { ClusterId = cluster, Secret = secret }.Validate()).Message,
        StringComparison.Ordinal);

    private static async Task<ProbeAnswer> ProbeAsync(Peer from, SiloAddress to)
    {
        using var guard = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await from.Transport.ProbeAsync(to, guard.Token);
    }
}
