using ChainOfSight.Actors.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ChainOfSight.Tests.Actors.Grains;

/// <summary>Starts clusters whose grains share one set of gates.</summary>
public static class ClusterFixture
{
    public static readonly Type[] Classes = [typeof(ProbeGrain), typeof(ReentrantProbeGrain)];

    public static Task<TestCluster> Start(Gates gates, int silos = 1, Action<TestClusterOptions>? configure = null) => TestCluster.StartAsync(options =>
    {
        options.InitialSilos = silos;
        options.ConfigureSilo = (services, _) => services.AddSingleton(gates);
        configure?.Invoke(options);
    });

    public static IProbeGrain Plain(this IGrainFactory factory, string key) => factory.GetGrain<IProbeGrain>(key, typeof(ProbeGrain).FullName);

    /// <summary>A grain that is active on one of two silos, and both silos.</summary>
    public static async Task<(IProbeGrain Grain, TestSilo Host, TestSilo Other)> PlacedAsync(this TestCluster cluster, string key)
    {
        var grain = cluster.Silos[0].GrainFactory.Plain(key);
        var identity = await grain.Identity().OrDeadlock();
        var host = cluster.Silos.Single(silo => identity.EndsWith($"at {silo.Address}", StringComparison.Ordinal));
        var other = cluster.Silos.Single(silo => silo != host);
        return (other.GrainFactory.Plain(key), host, other);
    }
}
