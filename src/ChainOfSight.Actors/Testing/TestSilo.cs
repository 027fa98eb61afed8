using ChainOfSight.Actors.Runtime;
using ChainOfSight.Actors.Scheduling;

namespace ChainOfSight.Actors.Testing;

/// <summary>A silo of a <see cref="TestCluster"/>.</summary>
public sealed class TestSilo
{
    internal TestSilo(Silo silo, ServiceProvider services, PausableExecutor executor) => (Silo, Provider, Executor) = (silo, services, executor);

    /// <summary>Its name.</summary>
    public string Name => Silo.Settings.Name;

    /// <summary>Its identity.</summary>
    public SiloAddress Address => Silo.Address;

    /// <summary>Its services.</summary>
    public IServiceProvider Services => Provider;

    /// <summary>References that call from inside of it.</summary>
    public IGrainFactory GrainFactory => Silo.Factory;

    /// <summary>How many activations it has, its own services left out.</summary>
    public int Activations => Silo.Catalog.All.Count(activation => !activation.Class.IsSystem);

    /// <summary>The lengths of its queues now.</summary>
    public Hosting.SiloQueues Queues => Silo.Queues;

    /// <summary>How many of its calls wait for an answer.</summary>
    public int PendingCalls => Silo.PendingCalls;

    /// <summary>True if it has an activation of a grain.</summary>
    public bool Has(GrainId grain) => Silo.Catalog.Find(grain) is not null;

    /// <summary>What its activations do, one line each.</summary>
    public string DumpStatus() => Silo.DumpStatus();

    internal Silo Silo { get; }

    internal ServiceProvider Provider { get; }

    internal PausableExecutor Executor { get; }
}
