using ChainOfSight.Actors.Hosting;
using ChainOfSight.Actors.Membership;
using ChainOfSight.Actors.Scheduling;
using ChainOfSight.Actors.Transport;

namespace ChainOfSight.Actors.Runtime;

/// <summary>What a silo is made of: the seams that production, test clusters and simulations fill differently.</summary>
internal sealed record SiloSettings
{
    public required SiloAddress Address { get; init; }

    public required string Name { get; init; }

    public required IClusterView View { get; init; }

    public required ITransport Transport { get; init; }

    public string ClusterId { get; init; } = "default";

    public IWorkExecutor Executor { get; init; } = ThreadPoolExecutor.Instance;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public EmbeddedRuntimeOptions Options { get; init; } = new();

    /// <summary>The grain classes; null: all that the program references.</summary>
    public IEnumerable<Type>? GrainTypes { get; init; }
}
