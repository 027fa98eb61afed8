using System.Collections.Concurrent;
using ChainOfSight.Actors.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChainOfSight.Tests.Actors.Grains;

/// <summary>Base of tests with clusters: gates, a store, and the promise that a passing run logs no error.</summary>
public abstract class ProbeTest : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly List<TestCluster> _clusters = [];

    protected Gates Gates { get; } = new();

    protected ProbeStorage Storage { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var cluster in _clusters)
        {
            await cluster.DisposeAsync().AsTask().OrDeadlock("the cluster is disposed of");
        }

        ErrorPromise.Check(_errors);
    }

    protected async Task<TestCluster> Start(int silos = 1, Action<TestClusterOptions>? configure = null)
    {
        var cluster = await ClusterFixture.Start(Gates, silos, options =>
        {
            options.ConfigureSilo = (services, name) => services
                .AddSingleton(Gates)
                .AddSingleton<IGrainStorage>(Storage)
                .AddLogging(logging => logging.AddProvider(new ErrorSink(name, _errors)));
            configure?.Invoke(options);
        }).OrDeadlock("the cluster has started");
        _clusters.Add(cluster);
        return cluster;
    }

    private sealed class ErrorSink(string silo, ConcurrentQueue<string> errors) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                errors.Enqueue($"{silo}: {formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}
