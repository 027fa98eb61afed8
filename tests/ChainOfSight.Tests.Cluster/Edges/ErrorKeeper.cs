using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Tests.Cluster.Edges;

/// <summary>Keeps the lines of level error and above of one silo: a run that goes well has none.</summary>
/// <param name="errors">Where they are kept.</param>
/// <param name="isKilled">Whether the silo was killed: a process that is killed says nothing any more, one of this process may.</param>
internal sealed class ErrorKeeper(ConcurrentQueue<string> errors, Func<bool> isKilled) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Keeper(categoryName, errors, isKilled);

    public void Dispose()
    {
    }

    private sealed class Keeper(string category, ConcurrentQueue<string> errors, Func<bool> isKilled) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel) && !isKilled())
            {
                errors.Enqueue($"{category}: {formatter(state, exception)} {exception}");
            }
        }
    }
}
