using ChainOfSight.Storage;

namespace ChainOfSight.Data.Sources;

/// <summary>One source of a mixture.</summary>
public sealed record DataSourceSettings
{
    /// <summary>The store that holds it.</summary>
    public required IBlobStore Store { get; init; }

    /// <summary>Its folder within the store.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// Name under which its samples are known in this run (order, ids, quarantine); null, the default, takes the manifest's. Needed where two sources of a
    /// mixture were written under one name.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>Its share of the samples, relative to the other weights; 1 by default.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Share of its samples that is held out, 0 (the default) to below 1: the same samples in every run.</summary>
    public double HeldOutShare { get; init; }
}
