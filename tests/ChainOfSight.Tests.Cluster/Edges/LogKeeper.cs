using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Tests.Cluster.Edges;

/// <summary>Keeps every line of one silo's log.</summary>
/// <param name="lines">Where they are kept.</param>
internal sealed class LogKeeper(ConcurrentQueue<LogLine> lines) : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public ILogger CreateLogger(string categoryName) => new Keeper(this, lines);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Keeper(LogKeeper keeper, ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => keeper.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var properties = new Dictionary<string, object?>();
            keeper.scopes.ForEachScope(
                (scope, into) =>
                {
                    foreach (var (name, value) in scope as IEnumerable<KeyValuePair<string, object?>> ?? [])
                    {
                        into[name] = value;
                    }
                },
                properties);
            lines.Enqueue(new LogLine(logLevel, formatter(state, exception), properties));
        }
    }
}
