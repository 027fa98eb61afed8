using ChainOfSight.Training.Elastic;

namespace ChainOfSight.Tests.Unit.Elastic.Exchange;

/// <summary>Exchange inside a process.</summary>
public sealed class MemoryExchangeTests : ExchangeConformance
{
    private readonly ExchangeHub hub = new();

    protected override IGradientExchange Join(string name) => new MemoryExchange(hub, name);

    [Fact]
    public async Task Name_is_given_once()
    {
        await using var a = Join("a");

        Assert.Throws<ArgumentException>(() => Join("a"));
    }

    [Fact]
    public void Early_messages_are_bounded()
    {
        var inbox = new ExchangeInbox("b", maxEarly: 2);
        inbox.Deliver(Key(1, 1), Message(1));
        inbox.Deliver(Key(2, 1), Message(1));
        inbox.Deliver(Key(2, 1), Message(1));

        Assert.Throws<PeerExchangeException>(() => inbox.Deliver(Key(3, 1), Message(1)));
        inbox.Fence("run", 2);
        Assert.Equal(0, inbox.Early);
    }
}
