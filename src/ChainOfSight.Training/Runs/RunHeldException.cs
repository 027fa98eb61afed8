using ChainOfSight.Storage;

namespace ChainOfSight.Training.Runs;

/// <summary>Somebody else trains the run.</summary>
public sealed class RunHeldException : UserErrorException
{
    /// <summary>Says who has it, since when, and what to do.</summary>
    /// <param name="run">Name of the run.</param>
    /// <param name="store">Description of the store.</param>
    /// <param name="holder">Who has it.</param>
    public RunHeldException(string run, string store, RunHolder holder)
        : base($"The run \"{run}\" in {store} is being trained by {holder?.Title}. "
            + (holder?.Cluster is { } cluster
                ? $"Wait for it or stop it with ./cos stop {run} --cluster {cluster}; the same command then goes on with it."
                : "One process trains a run: wait for that one or end it with Ctrl-C; the same command then goes on with it.")
            + " Or give this run another name with --run NAME. Several processes train one run together as silos: ./cos silo --help.")
    {
    }
}
