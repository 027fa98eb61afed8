using ChainOfSight.Actors.Messaging;

namespace ChainOfSight.Tests.Actors.Messaging;

/// <summary>Which requests count as repeats.</summary>
public sealed class RecentRequestsTests
{
    private static readonly SiloAddress One = SiloAddress.FromParsableString("127.0.0.1:1@1");
    private static readonly SiloAddress Other = SiloAddress.FromParsableString("127.0.0.1:1@2");

    /// <summary>Promise: a request is new once; the same number of another start of a silo, or after a forward, is another request.</summary>
    [Fact]
    public void Request_is_new_once_per_sender_and_forward()
    {
        var recent = new RecentRequests(10);
        Assert.True(recent.IsNew(One, 7, 0));
        Assert.False(recent.IsNew(One, 7, 0));
        Assert.True(recent.IsNew(One, 7, 1));
        Assert.True(recent.IsNew(Other, 7, 0));
    }

    /// <summary>Promise: what is remembered of a sender is bounded, the oldest is forgotten first.</summary>
    [Fact]
    public void Oldest_request_is_forgotten_beyond_the_window()
    {
        var recent = new RecentRequests(3);
        for (var id = 1; id <= 4; id++)
        {
            Assert.True(recent.IsNew(One, id, 0));
        }

        Assert.False(recent.IsNew(One, 2, 0));
        Assert.True(recent.IsNew(One, 1, 0));
    }

    /// <summary>Promise: nothing is kept of senders that are gone.</summary>
    [Fact]
    public void Sender_that_is_gone_is_forgotten()
    {
        var recent = new RecentRequests(10);
        recent.IsNew(One, 1, 0);
        recent.IsNew(Other, 1, 0);
        recent.Forget(One.Equals);
        Assert.True(recent.IsNew(One, 1, 0));
        Assert.False(recent.IsNew(Other, 1, 0));
    }
}
