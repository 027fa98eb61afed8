namespace ChainOfSight.Actors;

/// <summary>Takes part in a lifecycle at one stage.</summary>
public interface ILifecycleObserver
{
    /// <summary>Called when the stage starts; stages start from low to high.</summary>
    Task OnStart(CancellationToken cancellationToken = default);

    /// <summary>Called when the stage stops; stages stop from high to low, only those that started.</summary>
    Task OnStop(CancellationToken cancellationToken = default);
}
