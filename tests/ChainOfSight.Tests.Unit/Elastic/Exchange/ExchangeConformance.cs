using ChainOfSight.Training.Elastic;
using ChainOfSight.Training.Scheduling;

namespace ChainOfSight.Tests.Unit.Elastic.Exchange;

/// <summary>What every exchange promises, whatever carries the bytes.</summary>
public abstract class ExchangeConformance
{
    /// <summary>Guards against a hang only: nothing here takes long.</summary>
    protected static readonly TimeSpan Guard = TimeSpan.FromMinutes(2);

    protected abstract IGradientExchange Join(string name);

    [Fact]
    public async Task Message_arrives_whole_whether_it_is_awaited_before_or_after()
    {
        await using var a = Join("a");
        await using var b = Join("b");
        var message = Message(7, 0, 1, 70_000);

        var early = b.ReceiveAsync(Key(3, 1), default);
        await a.SendAsync(b.Endpoint, Key(3, 1), message, default).WaitAsync(Guard);
        await a.SendAsync(b.Endpoint, Key(4, 1), message, default).WaitAsync(Guard);

        Equal(message, await early.WaitAsync(Guard));
        Equal(message, await b.ReceiveAsync(Key(4, 1), default).WaitAsync(Guard));
    }

    [Fact]
    public async Task Fence_and_forgotten_steps_drop_what_came_and_what_still_comes()
    {
        await using var a = Join("a");
        await using var b = Join("b");
        await a.SendAsync(b.Endpoint, Key(3, 1), Message(1), default).WaitAsync(Guard);
        await a.SendAsync(b.Endpoint, Key(3, 2), Message(2), default).WaitAsync(Guard);
        b.Fence("run", 2);
        await a.SendAsync(b.Endpoint, Key(3, 1), Message(1), default).WaitAsync(Guard);
        b.Forget("run", 0, 4);
        await a.SendAsync(b.Endpoint, Key(3, 3), Message(1), default).WaitAsync(Guard);
        await a.SendAsync(b.Endpoint, Key(4, 2), Message(9), default).WaitAsync(Guard);

        using var soon = new CancellationTokenSource();
        var stale = new[] { Key(3, 1), Key(3, 2), Key(3, 3) }.Select(key => b.ReceiveAsync(key, soon.Token)).ToList();
        Equal(Message(9), await b.ReceiveAsync(Key(4, 2), default).WaitAsync(Guard));
        Assert.All(stale, waiting => Assert.False(waiting.IsCompleted));
        await soon.CancelAsync();
        foreach (var waiting in stale)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Guard));
        }
    }

    [Fact]
    public async Task Offer_is_fetched_by_its_key_and_by_no_other_and_ends_with_the_next()
    {
        await using var a = Join("a");
        await using var b = Join("b");
        var state = Message(1_000_000, 3, 0);
        a.Offer("secret-1", state);

        Equal(state, await b.FetchAsync(a.Endpoint, "secret-1", default).WaitAsync(Guard));
        Equal(state, await b.FetchAsync(a.Endpoint, "secret-1", default).WaitAsync(Guard));
        await Assert.ThrowsAsync<PeerExchangeException>(() => b.FetchAsync(a.Endpoint, "secret-2", default).WaitAsync(Guard));
        a.Offer(null, null);
        await Assert.ThrowsAsync<PeerExchangeException>(() => b.FetchAsync(a.Endpoint, "secret-1", default).WaitAsync(Guard));
    }

    [Fact]
    public async Task Lane_that_has_ended_is_named()
    {
        await using var a = Join("a");
        var b = Join("b");
        var endpoint = b.Endpoint;
        await a.SendAsync(endpoint, Key(1, 1), Message(1), default).WaitAsync(Guard);
        await b.DisposeAsync();

        var error = await Assert.ThrowsAsync<PeerExchangeException>(() => a.SendAsync(endpoint, Key(2, 1), Message(1), default).WaitAsync(Guard));

        Assert.Equal(endpoint, error.Peer);
    }

    protected static ExchangeKey Key(long step, long generation) => new("run", 0, step, generation, new SlotNode(0, 2));

    protected static ExchangeMessage Message(params int[] lengths) =>
        new([.. lengths.Select((length, i) => new ReadOnlyMemory<byte>([.. Enumerable.Range(0, length).Select(k => (byte)(k * 31 + i))]))]);

    private static void Equal(ExchangeMessage expected, ExchangeMessage found) =>
        Assert.Equal(expected.Segments.Select(segment => Convert.ToHexString(segment.Span)), found.Segments.Select(segment => Convert.ToHexString(segment.Span)));
}
