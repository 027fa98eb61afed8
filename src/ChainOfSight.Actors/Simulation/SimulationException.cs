namespace ChainOfSight.Actors.Simulation;

/// <summary>A simulated run broke a promise, stood still or left its thread. The message carries the seed that replays it.</summary>
public sealed class SimulationException : Exception
{
    /// <summary>For a seed.</summary>
    /// <param name="seed">Replays the run.</param>
    /// <param name="at">Virtual time.</param>
    /// <param name="message">What was found.</param>
    /// <param name="cause">What was caught; null for none.</param>
    public SimulationException(ulong seed, TimeSpan at, string message, Exception? cause = null)
        : base($"Seed {seed} at {at.TotalSeconds:0.000} s: {message}", cause) => Seed = seed;

    /// <summary>Replays the run.</summary>
    public ulong Seed { get; }
}
