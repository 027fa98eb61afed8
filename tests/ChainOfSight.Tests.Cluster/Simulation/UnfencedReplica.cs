using ChainOfSight.Grains.Contracts.Replicas;
using ChainOfSight.Grains.Placement;
using ChainOfSight.Grains.Replicas;
using Microsoft.Extensions.DependencyInjection;

namespace ChainOfSight.Tests.Cluster.Simulation;

/// <summary>
/// The shipped replica behind a planted bug: whatever generation an order is of, it arrives as one of the newest that this replica has heard of, so that
/// no fence holds it back.
/// </summary>
/// <remarks>Generic, so that it is not registered for all silos of this program.</remarks>
[GrainType("replica")]
[KeepAlive]
[SiloBoundPlacement]
[DeviceFilter]
internal sealed class UnfencedReplica<TUnregistered>(IServiceProvider services) : Grain, IReplica, IAsyncDisposable
{
    private readonly ReplicaGrain shipped = ActivatorUtilities.CreateInstance<ReplicaGrain>(services);
    private long newest;

    public Task<ReplicaReport> Enlist(EnlistOrder order) => shipped.Enlist(order with { Generation = Newest(order.Generation) });

    public Task<PollAnswer> Poll(PollOrder order) => shipped.Poll(order with { Generation = Newest(order.Generation) });

    public Task Begin(BeginOrder order) => shipped.Begin(order with { Generation = Newest(order.Generation) });

    public Task Apply(ApplyOrder order) => shipped.Apply(order with { Generation = Newest(order.Generation) });

    public Task Work(WorkOrder order) => shipped.Work(order with { Generation = Newest(order.Generation) });

    public Task Release(ReleaseOrder order) => shipped.Release(order);

    public Task<ReplicaView> Status() => shipped.Status();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => shipped.OnDeactivateAsync(reason, cancellationToken);

    public ValueTask DisposeAsync() => shipped.DisposeAsync();

    private long Newest(long generation) => newest = Math.Max(newest, generation);
}
