namespace ChainOfSight.Actors;

/// <summary>What the runtime needs of a grain class. <see cref="Grain"/> implements it.</summary>
public interface IGrainBase
{
    /// <summary>The activation this instance belongs to.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Called once, after construction and loading of state, before the first request.</summary>
    /// <param name="token">Cancelled when the activation takes longer than the silo allows.</param>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Called once after the last request of the activation ended; not called when the silo is killed.</summary>
    /// <param name="reason">Why the activation ends.</param>
    /// <param name="token">Cancelled when the budget of the deactivation is spent.</param>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
