namespace ChainOfSight.Cli.Training;

/// <summary>Calls its handler at once, so that lines come in their order.</summary>
internal sealed class SynchronousProgress<T>(Action<T> handler) : IProgress<T>
{
    public void Report(T value) => handler(value);
}
