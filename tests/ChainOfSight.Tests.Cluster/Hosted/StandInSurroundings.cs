using ChainOfSight.Storage;
using ChainOfSight.Training.Elastic;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Tests.Cluster.Hosted;

/// <summary>What a cluster of stand-ins meets round it; sound and silent unless a test says otherwise.</summary>
internal sealed class StandInSurroundings
{
    /// <summary>Why a lane of a silo does not start; null where it does.</summary>
    public Func<string, Exception?> StartFault { get; set; } = _ => null;

    /// <summary>What every native call of a silo's lanes throws; null where it does not.</summary>
    public Func<string, Exception?> WorkFault { get; set; } = _ => null;

    /// <summary>Holds up a silo's lanes while they open a stage in order to join.</summary>
    public Func<string, Task> Preparing { get; init; } = _ => Task.CompletedTask;

    /// <summary>Conditions of a silo's lanes; null for those of all.</summary>
    public Func<string, ExactConditions?> Conditions { get; init; } = _ => null;

    /// <summary>The store as silos see it.</summary>
    public Func<IBlobStore, IBlobStore> Wrap { get; init; } = store => store;

    /// <summary>The clock of all silos.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Name of the cluster that claims its runs in the store; null = nobody else is there.</summary>
    public string? Claims { get; init; }

    /// <summary>Takes the log.</summary>
    public Action<ILoggingBuilder>? Log { get; init; }
}
