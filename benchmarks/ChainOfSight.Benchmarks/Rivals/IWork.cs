using System.Text.Json.Nodes;

namespace ChainOfSight.Benchmarks.Rivals;

/// <summary>What one side of a comparison does, prepared once and run many times, on one thread.</summary>
internal interface IWork : IDisposable
{
    /// <summary>What the sides are compared by: a loss, tokens, a hash; and versions.</summary>
    JsonObject Facts();

    /// <summary>Does the work once; its wall time is taken from outside.</summary>
    void Run();

    /// <summary>Mean seconds of each part of the work over some runs; empty where it has no parts.</summary>
    IReadOnlyDictionary<string, double> Parts(int runs) => new Dictionary<string, double>();
}
