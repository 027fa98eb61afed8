namespace ChainOfSight.Actors;

/// <summary>A named record of a grain, loaded before <see cref="IGrainBase.OnActivateAsync"/>; see <see cref="PersistentStateAttribute"/>.</summary>
public interface IPersistentState<TState> : IStorage<TState>;
