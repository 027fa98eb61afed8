using Microsoft.Extensions.Hosting;

namespace ChainOfSight.Client;

/// <summary>A host that leaves signals to its owner: the usual one takes Ctrl-C and SIGTERM away from programs that only embed it.</summary>
public sealed class NoSignals : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
