using ChainOfSight.Training.Progress;

namespace ChainOfSight.Cli.Training;

/// <summary>Shows what a run does.</summary>
internal interface IRunPrinter : IDisposable
{
    /// <summary>Something is fetched or made ready.</summary>
    void Preparing(string message);

    /// <summary>Something happened in the run.</summary>
    void Report(RunEvent happened);

    /// <summary>The report of the finished run is in a file.</summary>
    void Reported(string path);
}
