using Microsoft.Extensions.Logging;

namespace ChainOfSight.Tests.Cluster.Simulation;

/// <summary>Hands on what the silos warn of.</summary>
internal sealed class NotedWarnings(Action<string> note) : ILoggerFactory, ILogger
{
    public void AddProvider(ILoggerProvider provider)
    {
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        note($"{logLevel}: {formatter(state, exception)} {exception?.GetType().Name} {exception?.Message}");
}
