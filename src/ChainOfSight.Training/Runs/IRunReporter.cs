using ChainOfSight.Storage;

namespace ChainOfSight.Training.Runs;

/// <summary>Writes the report of a run from what the run left in its store.</summary>
public interface IRunReporter
{
    /// <summary>Writes or rewrites <see cref="RunFiles.Report"/>. Called once every stage is done and evaluated.</summary>
    /// <param name="store">The store of the run.</param>
    /// <param name="run">Name of the run.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    Task WriteAsync(IBlobStore store, string run, CancellationToken cancellationToken);
}
