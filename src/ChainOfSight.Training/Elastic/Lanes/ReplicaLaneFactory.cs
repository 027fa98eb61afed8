using ChainOfSight.Tensors;
using ChainOfSight.Training.Runs;
using ChainOfSight.Training.Steps;

namespace ChainOfSight.Training.Elastic;

/// <summary>Starts lanes with real tensors.</summary>
/// <param name="services">What they work with.</param>
public sealed class ReplicaLaneFactory(ReplicaLaneServices services) : IReplicaLaneFactory
{
    /// <inheritdoc/>
    public async Task<IReplicaLane> StartAsync(LaneStart start, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        var lane = new Lane(start.Device, time: services.Time);
        try
        {
            var device = DeviceOf(start.Device);
            var threads = start.Threads > 0 ? start.Threads : Environment.ProcessorCount;
            var conditions = await lane.RunAsync(
                () =>
                {
                    var opened = LaneSettings.Apply(device, threads);
                    TensorEngine.Library.Deterministic = true;
                    return LaneConditions.Of(opened, threads, services.Collectives(opened));
                },
                cancellationToken).ConfigureAwait(false);
            var exchange = services.Exchange(start);
            return new ReplicaLane(services, start, device, new LaneInfo(start.Device, start.Incarnation, exchange.Endpoint, conditions), lane, exchange);
        }
        catch
        {
            await lane.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // All CPU lanes are libtorch's one CPU.
    private static string DeviceOf(string name) => name.StartsWith("cpu", StringComparison.Ordinal) ? "cpu" : name;
}
