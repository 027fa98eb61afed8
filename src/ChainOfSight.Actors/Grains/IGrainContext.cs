namespace ChainOfSight.Actors;

/// <summary>An activation, as seen by its grain.</summary>
public interface IGrainContext : IEquatable<IGrainContext>
{
    /// <summary>A reference to the grain.</summary>
    GrainReference GrainReference { get; }

    /// <summary>The grain's id.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain's instance; null until it is constructed.</summary>
    object? GrainInstance { get; }

    /// <summary>This activation's own id: another one for every activation of the grain.</summary>
    ActivationId ActivationId { get; }

    /// <summary>Where it runs.</summary>
    GrainAddress Address { get; }

    /// <summary>Services scoped to the activation.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Hooks into activation and deactivation.</summary>
    IGrainLifecycle ObservableLifecycle { get; }

    /// <summary>Completes when the activation has ended.</summary>
    Task Deactivated { get; }

    /// <summary>Begins to end the activation; returns at once.</summary>
    /// <param name="deactivationReason">Told to <see cref="IGrainBase.OnDeactivateAsync"/>.</param>
    /// <param name="cancellationToken">Cancels the wait for the grain, not the deactivation.</param>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
