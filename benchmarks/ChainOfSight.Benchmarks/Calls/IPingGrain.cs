namespace ChainOfSight.Benchmarks.Calls;

/// <summary>Answers at once, and measures calls to another of its kind.</summary>
public interface IPingGrain : IGrainWithStringKey
{
    /// <summary>Answers with its argument.</summary>
    Task<int> Ping(int number);

    /// <summary>Takes and returns a small record.</summary>
    Task<Report> Exchange(Report report);

    /// <summary>The port of the silo that has the grain.</summary>
    Task<int> Port();

    /// <summary>Calls another grain again and again, one call after the other.</summary>
    /// <returns>The time of each call in ticks of the clock.</returns>
    [ResponseTimeout("00:10:00")]
    Task<long[]> Measure(string other, int calls, bool records);
}
