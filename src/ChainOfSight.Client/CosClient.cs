using Microsoft.Extensions.Logging;

namespace ChainOfSight.Client;

/// <summary>
/// A program's way into a cluster: its runs, its silos and devices. Safe for many threads; made once and kept. Silos may come, go and die meanwhile: calls are repeated
/// until one answers, up to <see cref="ClusterSettings.Patience"/>.
/// </summary>
public sealed class CosClient : IAsyncDisposable
{
    private readonly IGrainFactory grains;
    private readonly CallRetry retry;
    private readonly Func<ValueTask> leave;

    /// <summary>Uses a connection that is there already, such as that of the silo in the same process.</summary>
    /// <param name="grains">The connection.</param>
    /// <param name="patience">How long a call is repeated while no silo answers.</param>
    /// <param name="time">The clock; the system's by default.</param>
    public CosClient(IGrainFactory grains, TimeSpan patience, TimeProvider? time = null)
        : this(grains, patience, time ?? TimeProvider.System, () => ValueTask.CompletedTask)
    {
    }

    /// <summary>Connects to a cluster.</summary>
    /// <param name="settings">Where it is.</param>
    /// <param name="loggers">Where lines of the connection go; null for nowhere.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Storage.UserErrorException">There is no such cluster in the store, no silo of it lives, or the secret is another one.</exception>
    /// <exception cref="Storage.StoreUnavailableException">The store does not answer.</exception>
    public static async Task<CosClient> ConnectAsync(ClusterSettings settings, ILoggerFactory? loggers = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var connection = await ClusterConnection.OpenAsync(settings, loggers, cancellationToken);
        return new CosClient(connection.Grains, settings.Patience, TimeProvider.System, connection.DisposeAsync);
    }

    private CosClient(IGrainFactory grains, TimeSpan patience, TimeProvider time, Func<ValueTask> leave) =>
        (this.grains, retry, this.leave) = (grains, new CallRetry(patience, time), leave);

    private ICluster Cluster => grains.GetGrain<ICluster>(ICluster.Key);

    /// <summary>A run by its name; whether there is one shows when it is called.</summary>
    public RunClient Run(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new RunClient(name, grains, retry);
    }

    /// <summary>Names of the runs that the cluster knows, and whether they are unfinished.</summary>
    public Task<IReadOnlyList<KnownRun>> RunsAsync(CancellationToken cancellationToken = default) =>
        retry.RunAsync("the list of runs", () => Cluster.Runs(), cancellationToken);

    /// <summary>Silos, their devices and the orders about them.</summary>
    public Task<ClusterView> ClusterAsync(CancellationToken cancellationToken = default) =>
        retry.RunAsync("status of the cluster", () => Cluster.Status(), cancellationToken);

    /// <summary>Devices of a silo and the runs that have them.</summary>
    /// <param name="silo">Name of the silo.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task<IReadOnlyList<DeviceView>> DevicesAsync(string silo, CancellationToken cancellationToken = default) =>
        retry.RunAsync($"devices of the silo {silo}", () => grains.GetGrain<IDeviceBroker>(silo).Status(), cancellationToken);

    /// <summary>What a replica does now, since when, what it waits for.</summary>
    /// <param name="replica">The replica, as silo/device.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task<ReplicaView> ReplicaAsync(string replica, CancellationToken cancellationToken = default) =>
        retry.RunAsync($"status of the replica {replica}", () => grains.GetGrain<IReplica>(replica).Status(), cancellationToken);

    /// <summary>Feeds of a silo's lanes: what is ready, in work, waited for.</summary>
    /// <param name="silo">Name of the silo.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task<IReadOnlyList<PipelineView>> PipelinesAsync(string silo, CancellationToken cancellationToken = default) =>
        retry.RunAsync($"pipelines of the silo {silo}", () => grains.GetGrain<IPreprocessor>(silo).Status(), cancellationToken);

    /// <summary>A silo takes no new replicas from now on; those it has stay.</summary>
    /// <param name="silo">Name of the silo.</param>
    /// <param name="on">False: it takes new ones again.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="RefusedException">There is no such silo.</exception>
    public Task CordonAsync(string silo, bool on = true, CancellationToken cancellationToken = default) =>
        OrderAsync($"cordoning the silo {silo}", cluster => cluster.Cordon(silo, on), cancellationToken);

    /// <summary>A silo gives its replicas up at their next step boundary and takes no new ones.</summary>
    /// <param name="silo">Name of the silo.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="RefusedException">There is no such silo.</exception>
    public Task DrainAsync(string silo, CancellationToken cancellationToken = default) =>
        OrderAsync($"draining the silo {silo}", cluster => cluster.Drain(silo), cancellationToken);

    /// <summary>Leaves the cluster; runs go on.</summary>
    public ValueTask DisposeAsync() => leave();

    private Task OrderAsync(string what, Func<ICluster, Task> order, CancellationToken cancellationToken) => retry.RunAsync(what, () => order(Cluster), cancellationToken);
}
