using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace ChainOfSight.Actors.Testing;

/// <summary>A silo of a <see cref="TestCluster"/>.</summary>
public sealed class TestSilo
{
    private static readonly Type Directory = typeof(Orleans.Runtime.Silo).Assembly.GetType("Orleans.Runtime.ActivationDirectory", throwOnError: true)!;

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
    /// <remarks>
    /// Asked of its own list, which Orleans keeps to itself: its management grain would answer by messages, and a turn of a grain that waits for one may wait for a silo that dies.
    /// </remarks>
    public bool Has(GrainId grain)
    {
        var directory = (IEnumerable<KeyValuePair<GrainId, IGrainContext>>)Services.GetRequiredService(Directory);
        return directory.Any(activation => activation.Key.Equals(grain));
    }

    internal InProcessSiloHandle Handle { get; }
}
