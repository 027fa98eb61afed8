using ChainOfSight.Actors.Membership;

namespace ChainOfSight.Tests.Actors.Membership;

/// <summary>Subscribers see every newer view once and in order, also when they cause the next one.</summary>
public sealed class ViewPublisherTests
{
    [Fact]
    public void Views_come_in_order_and_older_ones_never()
    {
        var publisher = new ViewPublisher();
        var seen = new List<long>();
        using var subscription = publisher.Subscribe(view =>
        {
            seen.Add(view.Version);
            publisher.Offer(View(view.Version == 3 ? 7 : 1));
        });
        Assert.True(publisher.Offer(View(3)));
        Assert.False(publisher.Offer(View(3)));
        Assert.True(publisher.Offer(View(8)));
        Assert.Equal([3, 7, 8], seen);
        Assert.Equal(8, publisher.Current.Version);
    }

    [Fact]
    public void Subscription_that_is_disposed_sees_nothing_more()
    {
        var publisher = new ViewPublisher();
        var seen = 0;
        publisher.Subscribe(_ => seen++).Dispose();
        publisher.Offer(View(1));
        Assert.Equal(0, seen);
    }

    private static ClusterView View(long version) => new(version, []);
}
