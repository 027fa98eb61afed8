using ChainOfSight.Storage;
using ChainOfSight.Training.Progress;

namespace ChainOfSight.Cli.Training;

/// <summary>Something that a person can mend stopped the run; the same command goes on with it then.</summary>
/// <param name="finished">The end of the run, as programs hear of it.</param>
internal sealed class RunStoppedException(RunFinished finished) : UserErrorException(finished.Message)
{
    /// <summary>The end of the run.</summary>
    public RunFinished Finished { get; } = finished;
}
