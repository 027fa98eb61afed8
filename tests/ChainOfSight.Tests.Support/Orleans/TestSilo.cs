using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace ChainOfSight.Actors.Testing;

/// <summary>A silo of a <see cref="TestCluster"/>.</summary>
public sealed class TestSilo
{
    internal TestSilo(InProcessSiloHandle handle) => Handle = handle;

    /// <summary>Its name.</summary>
    public string Name => Handle.Name;

    /// <summary>Its identity.</summary>
    public SiloAddress Address => Handle.SiloAddress;

    /// <summary>Its services.</summary>
    public IServiceProvider Services => Handle.ServiceProvider;

    /// <summary>References that call from inside of it.</summary>
    public IGrainFactory GrainFactory => Services.GetRequiredService<IGrainFactory>();

    /// <summary>True if it has the activation of a grain.</summary>
    public bool Has(GrainId grain)
    {
        // On the pool's threads: in a turn of a grain the answer would wait for the end of the turn, which waits for the answer.
        var host = Task.Run(async () => await GrainFactory.GetGrain<IManagementGrain>(0).GetActivationAddress(GrainFactory.GetGrain(grain)));
        return host.GetAwaiter().GetResult()?.Equals(Address) == true;
    }

    internal InProcessSiloHandle Handle { get; }
}
