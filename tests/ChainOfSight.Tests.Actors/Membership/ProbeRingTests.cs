using ChainOfSight.Actors.Membership;
using static ChainOfSight.Tests.Actors.Membership.Rows;

namespace ChainOfSight.Tests.Actors.Membership;

/// <summary>Everybody is watched by as many as there are to watch, nobody by itself.</summary>
public sealed class ProbeRingTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(4, 3)]
    [InlineData(5, 4)]
    [InlineData(12, 4)]
    public void Each_silo_watches_and_is_watched_by_this_many(int silos, int watchers)
    {
        var view = ViewOfTable.Of(Table([.. Enumerable.Range(1, silos).Select(i => Row(Silo(i)))]));
        var pairs = view.Members.SelectMany(me => ProbeRing.Targets(view, me.Address, 4).Select(target => (Watcher: me.Address, Target: target))).ToList();
        Assert.Equal(silos * watchers, pairs.Distinct().Count());
        Assert.All(view.Members, member => Assert.Equal(watchers, pairs.Count(pair => pair.Target.Equals(member.Address))));
        Assert.DoesNotContain(pairs, pair => pair.Watcher.Equals(pair.Target));
    }
}
