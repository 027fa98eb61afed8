namespace ChainOfSight.Actors.Testing;

/// <summary>The times of the embedded runtime that tests set, by its names; what is null is the product's.</summary>
public sealed class TestRuntimeOptions
{
    /// <summary>How long a caller waits for an answer.</summary>
    public TimeSpan? ResponseTimeout { get; set; }

    /// <summary>How long an activation may take.</summary>
    public TimeSpan? ActivationTimeout { get; set; }

    /// <summary>How long a deactivation may take.</summary>
    public TimeSpan? DeactivationTimeout { get; set; }

    /// <summary>How long an activation may be idle before it ends.</summary>
    public TimeSpan? CollectionAge { get; set; }
}
