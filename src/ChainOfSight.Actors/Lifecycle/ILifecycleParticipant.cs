namespace ChainOfSight.Actors;

/// <summary>A service or component that joins a lifecycle when that is set up.</summary>
public interface ILifecycleParticipant<TLifecycleObservable>
    where TLifecycleObservable : ILifecycleObservable
{
    /// <summary>Called once; subscribe here.</summary>
    void Participate(TLifecycleObservable lifecycle);
}
