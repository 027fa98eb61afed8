using ChainOfSight.Storage;

namespace ChainOfSight.Tests.Support.Elastic;

/// <summary>How a <see cref="TensorCluster"/> runs.</summary>
internal sealed record TensorClusterOptions
{
    /// <summary>Silos at the beginning, one device each.</summary>
    public int Silos { get; init; } = 1;

    /// <summary>What all silos write to; memory where it is null.</summary>
    public IBlobStore? Store { get; init; }

    /// <summary>The clock of all silos.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told of each moment of each silo, inside of it; null = nobody is.</summary>
    public Func<ClusterPoint, Task>? Met { get; init; }

    /// <summary>A clock that runs 20 times faster for all waits; those that a slow machine could mistake for a death are longer, and what is repeated is repeated less often.</summary>
    public bool IsFast { get; init; }

    /// <summary>Whether the state of each lane is hashed after each step that it applied.</summary>
    public bool HashesStates { get; init; }
}
