using Microsoft.Extensions.Logging;

namespace ChainOfSight.Actors.Runtime;

/// <summary>Runs observers stage by stage: up when it starts, down when it stops, only those that started.</summary>
/// <param name="name">What lives, for errors.</param>
/// <param name="logger">Takes what fails while stopping.</param>
internal sealed partial class LifecycleStages(string name, ILogger logger) : IGrainLifecycle, ISiloLifecycle
{
    private readonly List<Entry> _observers = [];
    private int _reached = int.MinValue;

    /// <inheritdoc/>
    public int HighestCompletedStage => _reached;

    /// <inheritdoc/>
    public int LowestStoppedStage { get; private set; } = int.MaxValue;

    /// <inheritdoc/>
    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        var entry = new Entry(this, observerName, stage, observer);
        _observers.Add(entry);
        return entry;
    }

    /// <summary>Starts all stages that have not started, up to and including one.</summary>
    public async Task Start(int upTo, CancellationToken cancellationToken)
    {
        while (_observers.Where(entry => !entry.Started && entry.Stage <= upTo).OrderBy(entry => entry.Stage).FirstOrDefault() is { } next)
        {
            cancellationToken.ThrowIfCancellationRequested();
            next.Started = true;
            await next.Observer.OnStart(cancellationToken);
            _reached = next.Stage;
        }

        _reached = upTo;
    }

    /// <summary>Stops all stages that have started, from the last down; a failure is logged and the rest go on.</summary>
    public Task Stop(CancellationToken cancellationToken) => StopDownTo(int.MinValue, cancellationToken);

    /// <summary>Stops the stages that have started and are not below one.</summary>
    public async Task StopDownTo(int stage, CancellationToken cancellationToken)
    {
        while (_observers.Where(entry => entry.Started && entry.Stage >= stage).OrderByDescending(entry => entry.Stage).FirstOrDefault() is { } next)
        {
            next.Started = false;
            try
            {
                await next.Observer.OnStop(cancellationToken);
            }
            catch (Exception failure)
            {
                LogStop(logger, name, next.Name, failure);
            }

            LowestStoppedStage = next.Stage;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Owner}: {Observer} did not stop cleanly.")]
    private static partial void LogStop(ILogger logger, string owner, string observer, Exception failure);

    private sealed class Entry(LifecycleStages owner, string name, int stage, ILifecycleObserver observer) : IDisposable
    {
        public string Name => name;

        public int Stage => stage;

        public ILifecycleObserver Observer => observer;

        public bool Started { get; set; }

        public void Dispose() => owner._observers.Remove(this);
    }
}
