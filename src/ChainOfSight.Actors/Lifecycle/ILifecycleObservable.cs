namespace ChainOfSight.Actors;

/// <summary>A lifecycle that observers can join.</summary>
public interface ILifecycleObservable
{
    /// <summary>Adds an observer.</summary>
    /// <param name="observerName">Its name in errors and logs.</param>
    /// <param name="stage">When it starts and stops, in relation to the others.</param>
    /// <param name="observer">What is called.</param>
    /// <returns>Disposing it removes the observer.</returns>
    IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
}
