namespace ChainOfSight.Actors;

/// <summary>A grain's stored record of a type.</summary>
public interface IStorage<TState> : IStorage
{
    /// <summary>The record; a new one where none is stored.</summary>
    TState State { get; set; }
}
