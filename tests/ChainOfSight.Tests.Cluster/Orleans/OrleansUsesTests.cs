using ChainOfSight.Tests.Actors.Contract;

namespace ChainOfSight.Tests.Cluster;

/// <summary>The checked-in list of what the product takes from Orleans is whole.</summary>
public sealed class OrleansUsesTests
{
    /// <summary>Promise: a new use of Orleans is written to the list, which a test without Orleans holds against the published package.</summary>
    [Fact]
    public void Every_use_of_Orleans_is_on_the_list()
    {
        var listed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Contract", "OrleansUses.txt")).ToHashSet(StringComparer.Ordinal);
        string[] product = ["ChainOfSight.Clustering", "ChainOfSight.Client", "ChainOfSight.Grains.Contracts", "ChainOfSight.Grains", "ChainOfSight.Silo"];

        var uses = product.SelectMany(name => MemberUses.Read(Path.Combine(AppContext.BaseDirectory, name + ".dll"), "Orleans")).Distinct().ToList();

        Assert.NotEmpty(uses);
        Assert.Empty(uses.Except(listed));
    }
}
