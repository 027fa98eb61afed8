namespace ChainOfSight.Actors;

/// <summary>The lifecycle of an activation; see <see cref="GrainLifecycleStage"/>.</summary>
public interface IGrainLifecycle : ILifecycleObservable;
