using ChainOfSight.Training.Progress;

namespace ChainOfSight.Grains.Runs;

/// <summary>Hears what happens in runs whose grain is in this process, before anybody else does.</summary>
public interface IRunObserver
{
    /// <summary>Something happened.</summary>
    void Report(string run, RunEvent happened);
}
