using ChainOfSight.Cli.Training;
using ChainOfSight.Client;
using ChainOfSight.Grains.Contracts.Faults;
using Spectre.Console;

namespace ChainOfSight.Cli.Watching;

/// <summary>Follows a run until it is over: on a terminal as a picture that is drawn again, into a file line by line.</summary>
/// <param name="client">The cluster.</param>
/// <param name="run">Name of the run.</param>
internal sealed class RunWatch(CosClient client, string run)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <summary>Prints each line as it comes, as JSON or in words.</summary>
    public async Task PrintAsync(TextWriter output, bool asJson, CancellationToken cancellationToken)
    {
        using var printer = new ProgressPrinter(output, isRedirected: true);
        await foreach (var line in client.Run(run).WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (asJson || WatchState.Read(line) is not { } happened)
            {
                await output.WriteLineAsync(line.Json).ConfigureAwait(false);
                await output.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                printer.Report(happened);
            }
        }
    }

    /// <summary>Draws until the run is over.</summary>
    public async Task DrawAsync(IAnsiConsole console, CancellationToken cancellationToken)
    {
        var state = new WatchState();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var lines = FollowAsync(state, stop.Token);
        await console.Live(state.Picture().Draw()).StartAsync(async live =>
        {
            while (!lines.IsCompleted)
            {
                await LookAsync(state, cancellationToken).ConfigureAwait(false);
                live.UpdateTarget(state.Picture().Draw());
                await Task.WhenAny(lines, Task.Delay(Between, TimeProvider.System, cancellationToken)).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }

            await LookAsync(state, cancellationToken).ConfigureAwait(false);
            live.UpdateTarget(state.Picture().Draw());
        }).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        await lines.ConfigureAwait(false);
    }

    private async Task FollowAsync(WatchState state, CancellationToken cancellationToken)
    {
        await foreach (var line in client.Run(run).WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            state.Take(line);
        }
    }

    private async Task LookAsync(WatchState state, CancellationToken cancellationToken)
    {
        try
        {
            var view = await client.Run(run).StatusAsync(cancellationToken).ConfigureAwait(false);
            var replicas = await Task.WhenAll(view.Members.Select(member => client.ReplicaAsync(member.Replica, cancellationToken))).ConfigureAwait(false);
            state.Take(view, await client.ClusterAsync(cancellationToken).ConfigureAwait(false), replicas);
        }
        catch (Exception e) when (e is ClusterUnreachableException or RefusedException)
        {
            state.Take(e);
        }
    }
}
