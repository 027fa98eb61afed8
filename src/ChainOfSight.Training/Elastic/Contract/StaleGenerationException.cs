using ChainOfSight.Storage;

namespace ChainOfSight.Training.Elastic;

/// <summary>An order of a generation that is over.</summary>
public sealed class StaleGenerationException : UserErrorException
{
    /// <summary>Creates the error.</summary>
    /// <param name="generation">Generation of the order.</param>
    /// <param name="current">Newest generation that the lane knows.</param>
    public StaleGenerationException(long generation, long current)
        : base($"The order is of generation {generation}, and generation {current} has begun: it is refused. Ask the run for its current generation.") =>
        (Generation, Current) = (generation, current);

    /// <summary>Generation of the order.</summary>
    public long Generation { get; }

    /// <summary>Newest generation that the lane knows.</summary>
    public long Current { get; }
}
