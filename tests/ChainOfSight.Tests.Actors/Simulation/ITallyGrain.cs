namespace ChainOfSight.Tests.Actors.Simulation;

/// <summary>Counts what it is told, in the store, each number once.</summary>
public interface ITallyGrain : IGrainWithStringKey
{
    /// <summary>Adds a number that was perhaps added before.</summary>
    Task<long> Add(int number);

    /// <summary>Tells others and adds up what they have.</summary>
    Task<long> AddTo(string[] others, int number);

    /// <summary>What was added.</summary>
    Task<List<int>> Numbers();
}
