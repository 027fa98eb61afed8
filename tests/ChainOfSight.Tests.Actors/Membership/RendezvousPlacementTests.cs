using System.Collections.Immutable;
using ChainOfSight.Actors.Membership;
using static ChainOfSight.Tests.Actors.Membership.Rows;

namespace ChainOfSight.Tests.Actors.Membership;

/// <summary>All silos place alike, evenly, and only the grains of a silo that goes move.</summary>
public sealed class RendezvousPlacementTests
{
    private static readonly ClusterMember[] Members = [.. Enumerable.Range(1, 5).Select(i => Member($"silo-{i}", i))];
    private static readonly string[] Grains = [.. Enumerable.Range(0, 5000).Select(i => $"shard/run-1/{i}")];

    [Fact]
    public void Choice_does_not_depend_on_the_order_or_start_of_the_silos() => Assert.All(Grains.Take(200), grain => Assert.Equal(
        RendezvousPlacement.Choose(grain, Members)!.Name,
        RendezvousPlacement.Choose(grain, Members.Reverse().Select(member => Member(member.Name, member.Address.Endpoint.Port + 900)))!.Name));

    [Fact]
    public void Choice_is_even_within_a_tenth()
    {
        var counts = Grains.CountBy(grain => RendezvousPlacement.Choose(grain, Members)!.Name).Select(pair => pair.Value).ToList();
        Assert.Equal(5, counts.Count);
        Assert.All(counts, count => Assert.InRange(count, 900, 1100));
    }

    [Fact]
    public void Only_grains_of_the_silo_that_goes_move()
    {
        var left = Members.Where(member => member.Name != "silo-3").ToList();
        Assert.All(Grains, grain =>
        {
            var before = RendezvousPlacement.Choose(grain, Members)!.Name;
            Assert.True(before == "silo-3" || before == RendezvousPlacement.Choose(grain, left)!.Name);
        });
    }

    [Fact]
    public void No_candidate_is_no_choice() => Assert.Null(RendezvousPlacement.Choose("grain", []));

    private static ClusterMember Member(string name, int port) => new(Silo(port), name, true, true, ImmutableDictionary<string, string>.Empty);
}
