namespace ChainOfSight.Training.Elastic;

/// <summary>Which run and generation a lane obeys. Safe for many threads.</summary>
internal sealed class GenerationGate : IDisposable
{
    private readonly Lock gate = new();
    private CancellationTokenSource current = new();

    /// <summary>The run that is obeyed; null before the first order.</summary>
    public string? Run { get; private set; }

    /// <summary>Newest generation that is known.</summary>
    public long Generation { get; private set; } = long.MinValue;

    /// <summary>Raises the generation; a lower one changes nothing.</summary>
    /// <returns>Whether it rose.</returns>
    public bool Fence(long generation)
    {
        lock (gate)
        {
            return Raise(generation);
        }
    }

    /// <summary>Lets an order in.</summary>
    /// <param name="run">Run of the order.</param>
    /// <param name="generation">Its generation.</param>
    /// <param name="mayChangeRun">Whether the order begins work for another run.</param>
    /// <returns>A token that ends with the generation.</returns>
    /// <exception cref="StaleGenerationException">It is of an older generation.</exception>
    /// <exception cref="LaneOrderException">It is of another run.</exception>
    public CancellationToken Enter(string run, long generation, bool mayChangeRun)
    {
        lock (gate)
        {
            if (run != Run)
            {
                if (!mayChangeRun)
                {
                    throw new LaneOrderException($"The order is for the run \"{run}\", and this lane works for {(Run is null ? "none" : $"\"{Run}\"")}. Open a stage of that run first.");
                }

                // Each run counts its own generations; a fence that came before the first order is this run's.
                Generation = Run is null ? Generation : long.MinValue;
                Run = run;
            }

            if (generation < Generation)
            {
                throw new StaleGenerationException(generation, Generation);
            }

            Raise(generation);
            return current.Token;
        }
    }

    public void Dispose() => current.Dispose();

    private bool Raise(long generation)
    {
        if (generation <= Generation)
        {
            return false;
        }

        Generation = generation;
        var over = current;
        current = new CancellationTokenSource();

        // Not on this thread: whoever waits must not run inside of the lock.
        _ = over.CancelAsync();
        return true;
    }
}
