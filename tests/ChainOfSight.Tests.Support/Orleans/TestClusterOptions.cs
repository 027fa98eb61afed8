using Microsoft.Extensions.DependencyInjection;

namespace ChainOfSight.Actors.Testing;

/// <summary>Settings of a <see cref="TestCluster"/>.</summary>
public sealed class TestClusterOptions
{
    /// <summary>How many silos are started first. Default 1.</summary>
    public int InitialSilos { get; set; } = 1;

    /// <summary>Grain classes that silos know. Orleans knows all of the process: what is set is passed over.</summary>
    public IReadOnlyList<Type>? GrainTypes { get; set; }

    /// <summary>The clock of all silos. Default: the system's.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Settings of all silos.</summary>
    public TestRuntimeOptions Runtime { get; } = new();

    /// <summary>Adds services to every silo: storage, placement directors, lanes. The text is the silo's name.</summary>
    public Action<IServiceCollection, string>? ConfigureSilo { get; set; }

    /// <summary>Metadata of a silo by its name; null: none.</summary>
    public Func<string, IReadOnlyDictionary<string, string>>? Metadata { get; set; }
}
