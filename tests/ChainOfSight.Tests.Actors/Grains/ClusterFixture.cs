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
}
