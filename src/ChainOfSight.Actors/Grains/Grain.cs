namespace ChainOfSight.Actors;

/// <summary>
/// Base of grain classes. An instance is made by the runtime, one per activation; its methods run one turn at a time, never two at once.
/// </summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Binds the instance to the activation that is being made.</summary>
    /// <exception cref="InvalidOperationException">The instance was made by something else than the runtime.</exception>
    protected Grain() => GrainContext = ActivationScope.Constructing;

    /// <inheritdoc/>
    public IGrainContext GrainContext { get; }

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => GrainContext.ActivationServices.GetRequiredService<IGrainFactory>();

    /// <summary>Services of the silo, scoped to this activation.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    /// <summary>This grain's id as text.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <inheritdoc cref="IGrainBase.OnActivateAsync"/>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="IGrainBase.OnDeactivateAsync"/>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends this activation once its running and waiting requests have ended; the next call makes a new one.</summary>
    protected void DeactivateOnIdle() =>
        GrainContext.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called."), CancellationToken.None);

    /// <summary>Keeps this activation from ending for idleness.</summary>
    /// <param name="timeSpan">For how long; <see cref="TimeSpan.MaxValue"/>: for ever; zero or less: takes an earlier delay back.</param>
    protected void DelayDeactivation(TimeSpan timeSpan) => ActivationScope.Of(GrainContext).DelayDeactivation(timeSpan);
}
